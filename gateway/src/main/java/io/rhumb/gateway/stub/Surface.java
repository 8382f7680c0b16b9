package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Set;

/** Everything that a region answers: which family of methods a call belongs to. Thread-safe. */
final class Surface {

  /** The fields of PredictRequest. */
  private static final Set<String> PREDICT_FIELDS = Set.of("instances", "parameters", "labels");

  private final Predictions predictions;
  private final Tensors tensors;
  private final Generative generative;
  private final Tokens tokens;
  private final Embeddings embeddings;
  private final LongRunning operations;
  private final OpenAi openAi;
  private final OpenAiResponses responses;

  Surface(RegionalStubConfig config, InstantSource clock) {
    Serial serial = new Serial(config.endpoint().region());
    this.predictions = new Predictions(config, clock);
    this.tensors = new Tensors(config);
    this.generative = new Generative(config, serial, clock);
    this.tokens = new Tokens(config.responseBytes());
    this.embeddings = new Embeddings(config);
    this.operations = new LongRunning(serial);
    this.openAi = new OpenAi(config, serial, clock);
    this.responses = new OpenAiResponses(config, serial, clock);
  }

  /** What a flawless call gets; refuses what is none. */
  Reply answer(Invocation call) throws RefusedException {
    return switch (call.route().method()) {
      case PREDICT -> predict(call);
      case EXPLAIN -> predictions.explain(call);
      case RAW_PREDICT -> predictions.predictRaw(HttpBody.unwrapped(call));
      case STREAM_RAW_PREDICT -> predictions.stream(HttpBody.unwrapped(call));
      case DIRECT_PREDICT -> tensors.predict(call);
      case DIRECT_RAW_PREDICT -> tensors.predictRaw(call);
      case SERVER_STREAMING_PREDICT -> tensors.stream(call);
      case GENERATE_CONTENT -> generative.generate(call);
      case STREAM_GENERATE_CONTENT -> generative.stream(call);
      case COUNT_TOKENS -> tokens.count(call);
      case COMPUTE_TOKENS -> tokens.compute(call);
      case EMBED_CONTENT -> embeddings.embedContent(call);
      case PREDICT_LONG_RUNNING -> operations.begin(call);
      case FETCH_PREDICT_OPERATION -> operations.fetch(call);
      case CHAT_COMPLETIONS -> openAi.chat(call);
      case COMPLETIONS -> openAi.complete(call);
      case EMBEDDINGS -> embeddings.embeddings(call);
      case RESPONSES -> responses.respond(call);
      case INVOKE -> invoke(HttpBody.unwrapped(call));
    };
  }

  /** A publisher's model is a text model too, if it is given texts. */
  private Answer predict(Invocation call) throws RefusedException {
    if (call.route().resource() == Resource.PUBLISHER_MODEL) {
      JsonArray instances = JsonBody.list(JsonBody.read(call.body(), PREDICT_FIELDS), "instances");
      if (instances.getValue(0) instanceof JsonObject) {
        return embeddings.predict(instances);
      }
    }
    return predictions.predict(call);
  }

  /** The model's own server: it knows OpenAI's paths, and predicts on any other. */
  private Reply invoke(Invocation call) throws RefusedException {
    String tail = "/" + call.route().tail();
    if (tail.endsWith(VertexMethod.CHAT_COMPLETIONS.suffix())) {
      return openAi.chat(call);
    }
    return tail.endsWith(VertexMethod.COMPLETIONS.suffix())
        ? openAi.complete(call)
        : predictions.predictRaw(call);
  }
}
