package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** {@code countTokens} and {@code computeTokens}: each word is a token. */
final class Tokens {

  private static final Set<String> COUNT_FIELDS =
      Set.of("model", "contents", "instances", "systemInstruction", "tools", "generationConfig");

  private static final Set<String> COMPUTE_FIELDS = Set.of("model", "contents", "instances");

  private final int answerBytes;

  Tokens(int answerBytes) {
    this.answerBytes = answerBytes;
  }

  /** How many. */
  Answer count(Invocation call) throws RefusedException {
    JsonObject request = JsonBody.read(call.body(), COUNT_FIELDS);
    int tokens = request.containsKey("instances")
        ? JsonBody.list(request, "instances").size()
        : Contents.tokens(request);
    JsonObject details = new JsonObject().put("modality", "TEXT").put("tokenCount", tokens);
    return Answer.json(
        new JsonObject()
            .put("totalTokens", tokens)
            .put("totalBillableCharacters", billable(request))
            .put("promptTokensDetails", new JsonArray().add(details)),
        answerBytes);
  }

  /** Which. */
  Answer compute(Invocation call) throws RefusedException {
    JsonObject request = JsonBody.read(call.body(), COMPUTE_FIELDS);
    int tokens = request.containsKey("instances")
        ? JsonBody.list(request, "instances").size()
        : Contents.tokens(request);
    JsonArray ids = new JsonArray();
    JsonArray texts = new JsonArray();
    for (int token = 0; token < tokens; token++) {
      ids.add(Integer.toString(token + 1));
      texts.add(base64(Counting.piece(token)));
    }
    JsonObject info =
        new JsonObject().put("tokens", texts).put("tokenIds", ids).put("role", "user");
    return Answer.json(new JsonObject().put("tokensInfo", new JsonArray().add(info)), answerBytes);
  }

  /** Characters of the texts, without blanks. */
  private static int billable(Object value) {
    int characters = 0;
    if (value instanceof JsonArray list) {
      for (Object element : list) {
        characters += billable(element);
      }
    } else if (value instanceof JsonObject object) {
      for (String name : object.fieldNames()) {
        characters += object.getValue(name) instanceof String text && name.equals("text")
            ? text.replaceAll("\\s", "").length()
            : billable(object.getValue(name));
      }
    }
    return characters;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
