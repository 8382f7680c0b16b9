package io.rhumb.gateway.operation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which operation a path asks for, on which model.
 *
 * @param style whose path it is
 * @param publisher of the model, if the path says so; a model's own name goes with any
 * @param model what the path calls the model; null: the default model, or what the body says
 * @param operation without the query
 */
public record OperationPath(
    Style style, @Nullable String publisher, @Nullable String model, Operation operation) {

  /** Whose path it is. */
  public enum Style {
    /** The gateway's own. A query is none of the target's business. */
    OWN,
    /** Vertex AI's, which names the model. */
    VERTEX,
    /** OpenAI's: the body names the model. */
    OPENAI,
    /** gRPC's: the message names the resource, and so the model. */
    GRPC
  }

  private static final String PREDICT_PREFIX = "/predict/";
  private static final String MODELS_PREFIX = "/v1/models/";
  private static final OperationPath DEFAULT = own(null);

  /** Paths of which no part is a placeholder. */
  private static final Map<String, OperationPath> FIXED = fixed();

  private static final String FORMS = "/, /predict, /predict/{model}, /v1/models/{model}:predict,"
      + " /v1/chat/completions, /v1/completions, /v1/embeddings, /v1/responses,"
      + " GET /v1/models, GET /v1/models/{model},"
      + " and below /v1/projects/{project}/locations/{location}/, or v1beta1:"
      + " endpoints/{model}:{method}, publishers/{publisher}/models/{model}:{method},"
      + " endpoints/{model}/chat/completions, endpoints/openapi/chat/completions and so on,"
      + " endpoints/{model}/invoke/{path}, publishers/{publisher}/models/{model}/invoke/{path},"
      + " endpoints/{model}/deployedModels/{id}/invoke/{path}";

  /** What the path asks for, or null if it is no path of an operation: then {@link #whyNone} knows more. */
  public static @Nullable OperationPath match(String path) {
    if (path.equals("/predict") || path.equals("/")) {
      return DEFAULT;
    }
    if (path.startsWith(PREDICT_PREFIX)) {
      return ownOrNone(path.substring(PREDICT_PREFIX.length()));
    }
    if (path.startsWith(MODELS_PREFIX)) {
      return ofModels(path.substring(MODELS_PREFIX.length()));
    }
    OperationPath fixed = FIXED.get(path);
    return fixed == null ? ResourcePath.match(path) : fixed;
  }

  /** Why a path is none: for the message of a 404. */
  public static String whyNone(String path) {
    return ResourcePath.hasUnknownVerb(path)
        ? "method: no such method (expected: one of " + Method.verbs() + ")"
        : "path: no such path (expected: one of " + FORMS + ")";
  }

  private static Map<String, OperationPath> fixed() {
    Map<String, OperationPath> all = new HashMap<>();
    for (Method method : Method.values()) {
      if (method.openAi()) {
        all.put("/v1/" + method.word(), openAi(ApiVersion.V1, method));
      }
    }
    for (Operation operation : Rpc.operations()) {
      all.put(
          Objects.requireNonNull(operation.rpc()).path(),
          new OperationPath(Style.GRPC, null, null, operation));
    }
    return Map.copyOf(all);
  }

  private static @Nullable OperationPath ofModels(String rest) {
    NameAndVerb split = NameAndVerb.of(rest);
    return split != null && split.verb().equals(Method.PREDICT.word())
        ? ownOrNone(split.name())
        : null;
  }

  private static @Nullable OperationPath ownOrNone(String model) {
    return model.isEmpty() || model.indexOf('/') >= 0 ? null : own(model);
  }

  private static OperationPath own(@Nullable String model) {
    return new OperationPath(Style.OWN, null, model, Operation.PREDICT);
  }

  static OperationPath openAi(ApiVersion version, Method method) {
    return new OperationPath(Style.OPENAI, null, null, Operation.of(version, method));
  }

  static OperationPath vertex(@Nullable String publisher, String model, Operation operation) {
    return new OperationPath(Style.VERTEX, publisher, model, operation);
  }
}
