package io.rhumb.gateway.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A method as gRPC calls it. Those to which a client sends one message only: the others of Vertex AI, which take a stream, cannot be asked
 * of a second target when the first one fails.
 *
 * @param path of a request, whatever the target
 * @param field the number of the field that names the resource
 * @param name the name of that field
 * @see <a href="https://github.com/googleapis/googleapis/tree/master/google/cloud/aiplatform">the protos</a>
 */
public record Rpc(String path, int field, String name) {

  private static final String PREDICTION = "PredictionService";
  private static final String TOKENS = "LlmUtilityService";

  private static final List<Method> OF_ENDPOINTS = List.of(
      Method.PREDICT,
      Method.RAW_PREDICT,
      Method.STREAM_RAW_PREDICT,
      Method.SERVER_STREAMING_PREDICT,
      Method.DIRECT_PREDICT,
      Method.DIRECT_RAW_PREDICT,
      Method.EXPLAIN);

  /** Every operation that there is over gRPC. */
  static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (ApiVersion version : ApiVersion.values()) {
      OF_ENDPOINTS.forEach(method -> all.add(ofEndpoint(version, PREDICTION, method)));
      all.add(of(version, PREDICTION, Method.GENERATE_CONTENT, 5, "model"));
      all.add(of(version, PREDICTION, Method.STREAM_GENERATE_CONTENT, 5, "model"));
      all.add(of(version, PREDICTION, Method.EMBED_CONTENT, 1, "model"));
      all.add(ofEndpoint(version, TOKENS, Method.COMPUTE_TOKENS));
    }
    all.add(ofEndpoint(ApiVersion.V1, TOKENS, Method.COUNT_TOKENS));
    all.add(ofEndpoint(ApiVersion.V1BETA1, PREDICTION, Method.COUNT_TOKENS));
    return all;
  }

  /** Every path, for messages. */
  public static String paths() {
    return operations().stream()
        .map(operation -> Objects.requireNonNull(operation.rpc()).path())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Operation ofEndpoint(ApiVersion version, String service, Method method) {
    return of(version, service, method, 1, "endpoint");
  }

  private static Operation of(
      ApiVersion version, String service, Method method, int field, String name) {
    String word = method.word();
    String path = "/google.cloud.aiplatform." + version.segment() + "." + service + "/"
        + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    return new Operation(version, method, "", null, new Rpc(path, field, name));
  }
}
