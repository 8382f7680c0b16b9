package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Set;

/** The methods whose messages are tensors or bytes: what goes in comes out again, since the model is y = x. */
final class Tensors {

  private static final Set<String> FIELDS = Set.of("inputs", "parameters");
  private static final Set<String> RAW_FIELDS = Set.of("methodName", "input");

  private final StreamProfile profile;
  private final int answerBytes;

  Tensors(RegionalStubConfig config) {
    this.profile = config.stream();
    this.answerBytes = config.responseBytes();
  }

  /** {@code directPredict}. */
  Answer predict(Invocation call) throws RefusedException {
    return Answer.json(outputs(call), answerBytes);
  }

  /** {@code serverStreamingPredict}: the same with every event. */
  EventStream stream(Invocation call) throws RefusedException {
    String json = Padding.padded(outputs(call).encode(), profile.eventBytes());
    Framing framing = call.query().sse() ? Framing.GOOGLE_EVENTS : Framing.JSON_ARRAY;
    return EventStream.of(framing, profile.events(), (index, marked) -> json);
  }

  /** {@code directRawPredict}. */
  Answer predictRaw(Invocation call) throws RefusedException {
    JsonObject request = JsonBody.read(call.body(), RAW_FIELDS);
    String input = JsonBody.text(request, "input");
    try {
      Base64.getDecoder().decode(input);
    } catch (IllegalArgumentException e) {
      throw JsonBody.invalidValue("input", "Base64 decoding failed");
    }
    return Answer.json(new JsonObject().put("output", input), answerBytes);
  }

  private static JsonObject outputs(Invocation call) throws RefusedException {
    JsonArray inputs = JsonBody.list(JsonBody.read(call.body(), FIELDS), "inputs");
    for (Object tensor : inputs) {
      if (!(tensor instanceof JsonObject)) {
        throw JsonBody.invalidValue("inputs", tensor);
      }
    }
    return new JsonObject().put("outputs", inputs);
  }
}
