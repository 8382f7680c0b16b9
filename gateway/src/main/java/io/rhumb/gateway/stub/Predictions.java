package io.rhumb.gateway.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Vertex's answer around the predictions, all but the numbers made in advance. The predictions are the same bytes in every
 * region; the ids of the model are the region's own, as with Vertex.
 */
final class Predictions {

  private static final String PREFIX = "{\"predictions\":[";

  /** What the padding is reckoned with: three predictions such as 1.0. */
  private static final int USUAL_PREDICTIONS = "1.0,2.0,3.0".length();

  private final byte[] suffix;
  private final Map<VertexMethod, List<Map.Entry<CharSequence, CharSequence>>> headers =
      new EnumMap<>(VertexMethod.class);

  Predictions(VertexEndpoint endpoint, int responseBytes) {
    String deployedModel = id(4, endpoint.region());
    String tail = "]," + model(endpoint, deployedModel).encode().substring(1);
    int padding = responseBytes - PREFIX.length() - USUAL_PREDICTIONS - tail.length();
    this.suffix = padded(tail, padding).getBytes(StandardCharsets.UTF_8);
    headers.put(VertexMethod.PREDICT, List.of(Answer.JSON_TYPE));
    headers.put(
        VertexMethod.RAW_PREDICT,
        List.of(
            Answer.JSON_TYPE,
            header("x-vertex-ai-endpoint-id", endpoint.endpoint()),
            header("x-vertex-ai-deployed-model-id", deployedModel)));
  }

  /** The answer with these predictions. */
  Answer answer(VertexMethod method, String predictions) {
    Buffer body = Buffer.buffer(PREFIX.length() + predictions.length() + suffix.length)
        .appendString(PREFIX)
        .appendString(predictions)
        .appendBytes(suffix);
    return new Answer(200, headers.getOrDefault(method, List.of()), body);
  }

  private static JsonObject model(VertexEndpoint endpoint, String deployedModel) {
    String model = "projects/" + endpoint.projectNumber() + "/locations/" + endpoint.region()
        + "/models/" + id(7, endpoint.region());
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

  /** An id of 19 digits, as Vertex makes them, that depends on the region alone. */
  private static String id(int firstDigit, String region) {
    return Long.toString(
        firstDigit * 1_000_000_000_000_000_000L + Integer.toUnsignedLong(region.hashCode()));
  }

  private static Map.Entry<CharSequence, CharSequence> header(String name, String value) {
    return Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
  }
}
