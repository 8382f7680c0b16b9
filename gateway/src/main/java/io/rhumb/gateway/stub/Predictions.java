package io.rhumb.gateway.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Vertex's answer around the predictions of a linear model, all but the numbers made in advance. The predictions are
 * the same bytes in every region; the ids of the model are the region's own, as with Vertex.
 */
final class Predictions {

  private static final String PREFIX = "{\"predictions\":[";

  /** What the padding is reckoned with: three predictions such as 1.0. */
  private static final int USUAL_PREDICTIONS = "1.0,2.0,3.0".length();

  /** The fields of ExplainRequest. */
  private static final Set<String> EXPLAIN_FIELDS = Set.of(
      "parameters",
      "explanationSpecOverride",
      "concurrentExplanationSpecOverride",
      "deployedModelId");

  private final LinearModel linear = new LinearModel();
  private final LinearModel explained = new LinearModel(EXPLAIN_FIELDS);
  private final StreamProfile profile;
  private final InstantSource clock;
  private final byte[] suffix;
  private final String deployedModel;

  /** What a model's own server is announced with. */
  private final List<Map.Entry<CharSequence, CharSequence>> rawHeaders;

  Predictions(RegionalStubConfig config, InstantSource clock) {
    VertexEndpoint endpoint = config.endpoint();
    this.profile = config.stream();
    this.clock = clock;
    this.deployedModel = endpoint.deployedModel();
    String tail = "]," + model(endpoint).encode().substring(1);
    int padding = config.responseBytes() - PREFIX.length() - USUAL_PREDICTIONS - tail.length();
    this.suffix = padded(tail, padding).getBytes(StandardCharsets.UTF_8);
    this.rawHeaders = List.of(
        header("x-vertex-ai-endpoint-id", endpoint.endpoint()),
        header("x-vertex-ai-deployed-model-id", deployedModel));
  }

  /** Vertex's own form. */
  Answer predict(Invocation call) throws RefusedException {
    return new Answer(200, List.of(Answer.JSON_TYPE), body(linear.predict(call.body())));
  }

  /** The model server's form, which is the same. */
  Answer predictRaw(Invocation call) throws RefusedException {
    List<Map.Entry<CharSequence, CharSequence>> headers = new ArrayList<>(rawHeaders(call));
    headers.add(Answer.JSON_TYPE);
    return new Answer(200, headers, body(linear.predict(call.body())));
  }

  /** The model server's form as a stream: all predictions with every event. */
  EventStream stream(Invocation call) throws RefusedException {
    String predictions = PREFIX + linear.predict(call.body()) + "],\"index\":";
    return EventStream.of(
            Framing.GOOGLE_EVENTS,
            profile.events(),
            (index, marked) ->
                Padding.padded(predictions + index + sent() + "}", profile.eventBytes()))
        .with(rawHeaders(call));
  }

  /** When an event that is made now is sent, where it is to say so. */
  private String sent() {
    return profile.timed()
        ? ",\"sentMicros\":" + ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())
        : "";
  }

  /** With what led to each prediction: all of it came from its one feature. */
  Answer explain(Invocation call) throws RefusedException {
    String predictions = explained.predict(call.body());
    JsonArray explanations = new JsonArray();
    for (Object value : new JsonArray("[" + predictions + "]")) {
      JsonObject attribution = new JsonObject()
          .put("baselineOutputValue", 0)
          .put("instanceOutputValue", value)
          .put("featureAttributions", new JsonObject().put("x", new JsonArray().add(value)))
          .put("outputName", "y");
      explanations.add(new JsonObject().put("attributions", new JsonArray().add(attribution)));
    }
    return Answer.json(
        new JsonObject()
            .put("explanations", explanations)
            .put("deployedModelId", deployedModel)
            .put("predictions", new JsonArray("[" + predictions + "]")),
        0);
  }

  private Buffer body(String predictions) {
    return Buffer.buffer(PREFIX.length() + predictions.length() + suffix.length)
        .appendString(PREFIX)
        .appendString(predictions)
        .appendBytes(suffix);
  }

  private List<Map.Entry<CharSequence, CharSequence>> rawHeaders(Invocation call) {
    return call.route().resource() == Resource.ENDPOINT ? rawHeaders : List.of();
  }

  private JsonObject model(VertexEndpoint endpoint) {
    String model = endpoint.location(endpoint.projectNumber()) + "/models/"
        + Serial.digits(7, endpoint.region());
    return new JsonObject()
        .put("deployedModelId", deployedModel)
        .put("model", model)
        .put("modelDisplayName", "linear-regression")
        .put("modelVersionId", "1");
  }

  private static String padded(String tail, int padding) {
    String frame = ",\"metadata\":{\"padding\":\"\"}";
    if (padding <= frame.length()) {
      return tail;
    }
    String filler = "x".repeat(padding - frame.length());
    return tail.substring(0, tail.length() - 1) + ",\"metadata\":{\"padding\":\"" + filler + "\"}}";
  }

  private static Map.Entry<CharSequence, CharSequence> header(String name, String value) {
    return Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
  }
}
