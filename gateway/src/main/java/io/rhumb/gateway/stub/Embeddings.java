package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** {@code embedContent} and OpenAI's {@code embeddings}: a text's vector is the number of its words, and one. */
final class Embeddings {

  private static final Set<String> FIELDS = Set.of(
      "model",
      "content",
      "title",
      "taskType",
      "outputDimensionality",
      "autoTruncate",
      "embedContentConfig");

  private final OpenAiModels models;
  private final int answerBytes;

  Embeddings(RegionalStubConfig config) {
    this.models = new OpenAiModels(config);
    this.answerBytes = config.responseBytes();
  }

  /** Vertex's form. */
  Answer embedContent(Invocation call) throws RefusedException {
    JsonObject request = JsonBody.read(call.body(), FIELDS);
    Object content = request.getValue("content");
    if (content == null) {
      throw new RefusedException(400, "Required field is missing or empty: content.");
    }
    int tokens = Contents.tokens(content);
    JsonObject values = new JsonObject().put("values", new JsonArray(vector(tokens)));
    return Answer.json(
        new JsonObject()
            .put("embedding", values)
            .put("usageMetadata", new JsonObject().put("promptTokenCount", tokens))
            .put("truncated", false),
        answerBytes);
  }

  /**
   * The form in which publishers' text models predict.
   *
   * @param instances each with its {@code content}
   */
  Answer predict(JsonArray instances) throws RefusedException {
    JsonArray predictions = new JsonArray();
    int characters = 0;
    for (Object instance : instances) {
      if (!(instance instanceof JsonObject object)) {
        throw JsonBody.invalidValue("instances", instance);
      }
      String text = JsonBody.text(object, "content");
      characters += text.length();
      JsonObject statistics =
          new JsonObject().put("truncated", false).put("token_count", Contents.words(text));
      JsonArray values = new JsonArray(vector(Contents.words(text)));
      predictions.add(new JsonObject()
          .put("embeddings", new JsonObject().put("statistics", statistics).put("values", values)));
    }
    return Answer.json(
        new JsonObject()
            .put("predictions", predictions)
            .put("metadata", new JsonObject().put("billableCharacterCount", characters)),
        answerBytes);
  }

  /** OpenAI's form, as numbers or, as some of its clients ask for, base64. */
  Answer embeddings(Invocation call) throws RefusedException {
    JsonObject request = JsonBody.read(call.body());
    String model = models.named(call, request);
    int tokens = OpenAiModels.words(request, "input");
    boolean base64 = "base64".equals(request.getValue("encoding_format"));
    JsonArray inputs = request.getValue("input") instanceof JsonArray list
        ? list
        : new JsonArray().add(request.getValue("input"));
    JsonArray data = new JsonArray();
    for (Object input : inputs) {
      List<Float> vector = vector(input instanceof String text ? Contents.words(text) : 1);
      data.add(new JsonObject()
          .put("object", "embedding")
          .put("index", data.size())
          .put("embedding", base64 ? base64(vector) : new JsonArray(vector)));
    }
    JsonObject usage = new JsonObject().put("prompt_tokens", tokens).put("total_tokens", tokens);
    return Answer.json(
        new JsonObject()
            .put("object", "list")
            .put("data", data)
            .put("model", model)
            .put("usage", usage),
        answerBytes);
  }

  private static List<Float> vector(int words) {
    return List.of((float) words, 1f);
  }

  /** The floats' bytes, the lowest first. */
  private static String base64(List<Float> vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    vector.forEach(bytes::putFloat);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
