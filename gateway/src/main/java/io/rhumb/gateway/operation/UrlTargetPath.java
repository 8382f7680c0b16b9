package io.rhumb.gateway.operation;

import io.rhumb.gateway.config.TargetConfig;
import org.jspecify.annotations.Nullable;

/**
 * The paths of any HTTP server. One without a place for the method serves {@code predict} alone: another method must not be taken for a
 * prediction.
 *
 * @param template with {@link TargetConfig#METHOD} for verbs, and where it follows a slash for longer tails too
 */
record UrlTargetPath(String template) implements TargetPath {

  @Override
  public @Nullable String missing(Operation operation) {
    if (operation.rpc() != null) {
      return "over gRPC, a target that is an endpoint or a publisher's model";
    }
    return switch (operation.method().form()) {
      case VERB ->
        operation.method() == Method.PREDICT || template.contains(TargetConfig.METHOD)
            ? null
            : TargetConfig.METHOD + " in its path";
      case OPENAI, INVOKE ->
        template.contains("/" + TargetConfig.METHOD)
            ? null
            : "/" + TargetConfig.METHOD + " in its path";
      case INVOKE_DEPLOYED -> "a target that is an endpoint with deployed-model";
    };
  }

  @Override
  public String of(Operation operation) {
    String word = operation.method().word();
    String tail = operation.tail().isEmpty() ? word : word + "/" + operation.tail();
    return TargetPath.withQuery(template.replace(TargetConfig.METHOD, tail), operation);
  }

  @Override
  public @Nullable String resourceName() {
    return null;
  }
}
