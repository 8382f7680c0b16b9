package io.rhumb.gateway.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * OpenAI's {@code responses}. Its streams name each event, and end in one of their own.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses">OpenAI's reference</a>
 */
final class OpenAiResponses {

  private final StreamProfile profile;
  private final int answerBytes;
  private final OpenAiModels models;
  private final Serial serial;
  private final InstantSource clock;

  OpenAiResponses(RegionalStubConfig config, Serial serial, InstantSource clock) {
    this.profile = config.stream();
    this.answerBytes = config.responseBytes();
    this.models = new OpenAiModels(config);
    this.serial = serial;
    this.clock = clock;
  }

  /** An answer or a stream, as the body wants it. */
  Reply respond(Invocation call) throws RefusedException {
    JsonObject request = JsonBody.read(call.body());
    JsonObject response = new JsonObject()
        .put("id", "resp-" + serial.next())
        .put("object", "response")
        .put("created_at", clock.instant().getEpochSecond())
        .put("model", models.named(call, request))
        .put("output", new JsonArray());
    JsonObject done = completed(response, OpenAiModels.words(request, "input"));
    return JsonBody.flag(request, "stream")
        ? stream(response.put("status", "in_progress"), done)
        : Answer.json(done, answerBytes);
  }

  /** One event that it has begun, one with each word, and one that it is done. */
  private EventStream stream(JsonObject begun, JsonObject done) {
    int deltas = profile.events();
    String item = "msg-" + begun.getString("id");
    return new EventStream(
        List.of(Map.entry(HttpHeaders.CONTENT_TYPE, Framing.OPENAI_EVENTS.contentType())),
        1 + deltas,
        (index, marked) -> index == 0
            ? event("response.created", index, new JsonObject().put("response", begun))
            : event("response.output_text.delta", index, delta(item, index - 1)),
        event("response.completed", 1 + deltas, new JsonObject().put("response", done)));
  }

  private static JsonObject delta(String item, int index) {
    return new JsonObject()
        .put("item_id", item)
        .put("output_index", 0)
        .put("content_index", 0)
        .put("delta", Counting.piece(index))
        .put("logprobs", new JsonArray());
  }

  private Buffer event(String type, int number, JsonObject fields) {
    JsonObject event =
        new JsonObject().put("type", type).put("sequence_number", number).mergeIn(fields);
    String json = Padding.padded(event.encode(), profile.eventBytes());
    return Buffer.buffer("event: " + type + "\ndata: " + json + "\n\n");
  }

  private JsonObject completed(JsonObject response, int inputTokens) {
    JsonObject text = new JsonObject()
        .put("type", "output_text")
        .put("text", Counting.text(profile.events()))
        .put("annotations", new JsonArray());
    JsonObject message = new JsonObject()
        .put("id", "msg-" + response.getString("id"))
        .put("type", "message")
        .put("role", "assistant")
        .put("status", "completed")
        .put("content", new JsonArray().add(text));
    JsonObject usage = new JsonObject()
        .put("input_tokens", inputTokens)
        .put("output_tokens", profile.events())
        .put("total_tokens", inputTokens + profile.events());
    return response
        .copy()
        .put("status", "completed")
        .put("output", new JsonArray().add(message))
        .put("usage", usage);
  }
}
