package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Set;

/**
 * OpenAI's {@code chat/completions} and {@code completions}: the same model that counts. Fields that it does not know
 * it ignores, as the model servers behind Vertex do.
 */
final class OpenAi {

  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");

  private final StreamProfile profile;
  private final int answerBytes;
  private final OpenAiModels models;
  private final Serial serial;
  private final InstantSource clock;

  OpenAi(RegionalStubConfig config, Serial serial, InstantSource clock) {
    this.profile = config.stream();
    this.answerBytes = config.responseBytes();
    this.models = new OpenAiModels(config);
    this.serial = serial;
    this.clock = clock;
  }

  /** An answer or a stream, as the body wants it. */
  Reply chat(Invocation call) throws RefusedException {
    JsonObject request = JsonBody.read(call.body());
    String model = models.named(call, request);
    int promptTokens = 0;
    for (Object message : JsonBody.list(request, "messages")) {
      promptTokens += words(message);
    }
    return reply(OpenAiForm.CHAT, model, request, promptTokens);
  }

  /** An answer or a stream, as the body wants it. */
  Reply complete(Invocation call) throws RefusedException {
    JsonObject request = JsonBody.read(call.body());
    String model = models.named(call, request);
    return reply(OpenAiForm.TEXT, model, request, OpenAiModels.words(request, "prompt"));
  }

  private Reply reply(OpenAiForm form, String model, JsonObject request, int promptTokens)
      throws RefusedException {
    boolean streams = JsonBody.flag(request, "stream");
    boolean counts = includesUsage(request, streams);
    JsonObject usage = OpenAiModels.usage(promptTokens, profile.events());
    JsonObject head = new JsonObject()
        .put("id", serial.next())
        .put("object", streams ? form.chunk() : form.object())
        .put("created", clock.instant().getEpochSecond())
        .put("model", model);
    if (streams) {
      return stream(form, head, counts, usage);
    }
    JsonArray choices = new JsonArray().add(form.whole(Counting.text(profile.events())));
    return Answer.json(head.put("choices", choices).put("usage", usage), answerBytes);
  }

  private EventStream stream(OpenAiForm form, JsonObject head, boolean counts, JsonObject usage) {
    int pieces = profile.events();
    int size = counts ? pieces + 1 : pieces;
    return EventStream.of(Framing.OPENAI_EVENTS, size, (index, marked) -> {
      JsonObject chunk = head.copy();
      if (index == pieces) {
        chunk.put("choices", new JsonArray()).put("usage", usage);
      } else {
        String finish = index == pieces - 1 ? "stop" : null;
        JsonObject choice = form.piece(index, Counting.piece(index), finish);
        chunk.put("choices", new JsonArray().add(choice));
      }
      return Padding.padded(chunk.encode(), profile.eventBytes());
    });
  }

  private static boolean includesUsage(JsonObject request, boolean streams)
      throws RefusedException {
    Object options = request.getValue("stream_options");
    if (options == null) {
      return false;
    }
    if (!streams) {
      throw new RefusedException(
          400, "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
    }
    if (options instanceof JsonObject object) {
      return JsonBody.flag(object, "include_usage");
    }
    throw JsonBody.invalidValue("stream_options", options);
  }

  private static int words(Object message) throws RefusedException {
    if (!(message instanceof JsonObject object)) {
      throw JsonBody.invalidValue("messages", message);
    }
    Object role = object.getValue("role");
    if (!(role instanceof String text && ROLES.contains(text))) {
      throw JsonBody.invalidValue("messages.role", role);
    }
    return object.getValue("content") instanceof String content ? Contents.words(content) : 1;
  }
}
