package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Set;

/** {@code generateContent}, and the same as a stream: a model that counts, whatever it is told. */
final class Generative {

  /**
   * The fields of GenerateContentRequest.
   *
   * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1beta1/prediction_service.proto">
   *     prediction_service.proto</a>
   */
  private static final Set<String> FIELDS = Set.of(
      "model",
      "contents",
      "systemInstruction",
      "cachedContent",
      "tools",
      "toolConfig",
      "labels",
      "safetySettings",
      "generationConfig",
      "modelArmorConfig");

  private final StreamProfile profile;
  private final int answerBytes;
  private final Serial serial;
  private final InstantSource clock;

  Generative(RegionalStubConfig config, Serial serial, InstantSource clock) {
    this.profile = config.stream();
    this.answerBytes = config.responseBytes();
    this.serial = serial;
    this.clock = clock;
  }

  /** The whole text at once. */
  Answer generate(Invocation call) throws RefusedException {
    JsonObject response = response(call, serial.next());
    String text = Counting.text(profile.events());
    return Answer.json(candidate(response, text, tokens(call), true), answerBytes);
  }

  /** A word with each event. */
  EventStream stream(Invocation call) throws RefusedException {
    int promptTokens = tokens(call);
    JsonObject response = response(call, serial.next());
    Framing framing = call.query().sse() ? Framing.GOOGLE_EVENTS : Framing.JSON_ARRAY;
    int size = profile.events();
    return EventStream.of(framing, size, (index, marked) -> {
      boolean last = marked && index == size - 1;
      JsonObject event = candidate(response.copy(), Counting.piece(index), promptTokens, last);
      return Padding.padded(event.encode(), profile.eventBytes());
    });
  }

  private static int tokens(Invocation call) throws RefusedException {
    return Contents.tokens(JsonBody.read(call.body(), FIELDS));
  }

  /** What every event of a stream says again. */
  private JsonObject response(Invocation call, String id) {
    return new JsonObject()
        .put("modelVersion", call.route().id())
        .put("createTime", clock.instant().toString())
        .put("responseId", id);
  }

  private JsonObject candidate(JsonObject response, String text, int promptTokens, boolean last) {
    JsonObject content = new JsonObject()
        .put("role", "model")
        .put("parts", new JsonArray().add(new JsonObject().put("text", text)));
    JsonObject candidate = new JsonObject().put("content", content);
    JsonObject usage = new JsonObject();
    if (last) {
      candidate.put("finishReason", "STOP");
      usage
          .put("promptTokenCount", promptTokens)
          .put("candidatesTokenCount", profile.events())
          .put("totalTokenCount", promptTokens + profile.events());
    }
    return new JsonObject()
        .put("candidates", new JsonArray().add(candidate))
        .put("usageMetadata", usage.put("trafficType", "ON_DEMAND"))
        .mergeIn(response);
  }
}
