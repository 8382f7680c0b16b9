package io.rhumb.gateway.operation;

import org.jspecify.annotations.Nullable;

/**
 * The full resource paths, as the official SDKs build them: {@code /v1/projects/{p}/locations/{l}/…}. Project and location are
 * placeholders, since each attempt gets those of its target. Matched by hand: the verb follows a literal colon, which in a router's pattern
 * would begin a parameter.
 */
final class ResourcePath {

  private static final String OPENAPI = "openapi";
  private static final String INVOKE = "invoke/";
  /** Nothing, the version, "projects", its id, "locations", its id: and the rest. */
  private static final int PARTS = 7;

  private ResourcePath() {}

  /** What the path asks for, or null if it is none of these. */
  static @Nullable OperationPath match(String path) {
    String[] parts = path.split("/", PARTS);
    ApiVersion version = version(parts);
    return version == null ? null : below(version, parts[PARTS - 1]);
  }

  /** Whether it would be one with another verb. */
  static boolean hasUnknownVerb(String path) {
    int end = path.lastIndexOf('/');
    NameAndVerb last = NameAndVerb.of(path.substring(end + 1));
    return last != null
        && Method.ofVerb(last.verb()) == null
        && match(path.substring(0, end + 1) + last.name() + ":" + Method.PREDICT.word()) != null;
  }

  private static @Nullable ApiVersion version(String[] parts) {
    if (parts.length < PARTS
        || !parts[0].isEmpty()
        || !parts[2].equals("projects")
        || !PathSegment.sound(parts[3])
        || !parts[4].equals("locations")
        || !PathSegment.sound(parts[5])) {
      return null;
    }
    return switch (parts[1]) {
      case "v1" -> ApiVersion.V1;
      case "v1beta1" -> ApiVersion.V1BETA1;
      default -> null;
    };
  }

  private static @Nullable OperationPath below(ApiVersion version, String rest) {
    String[] parts = rest.split("/", 5);
    if (parts[0].equals("endpoints") && parts.length > 1) {
      return resource(version, null, parts[1], behind(rest, parts, 2));
    }
    boolean published =
        parts[0].equals("publishers") && parts.length > 3 && parts[2].equals("models");
    return published && PathSegment.sound(parts[1])
        ? resource(version, Percent.decode(parts[1]), parts[3], behind(rest, parts, 4))
        : null;
  }

  /** What follows so many parts; null if they are all. */
  private static @Nullable String behind(String rest, String[] parts, int count) {
    int length = 0;
    for (int i = 0; i < count; i++) {
      length += parts[i].length() + 1;
    }
    return parts.length > count ? rest.substring(length) : null;
  }

  private static @Nullable OperationPath resource(
      ApiVersion version, @Nullable String publisher, String segment, @Nullable String tail) {
    if (tail != null) {
      return PathSegment.sound(segment) ? tailed(version, publisher, segment, tail) : null;
    }
    NameAndVerb split = NameAndVerb.of(segment);
    Method method = split == null ? null : Method.ofVerb(split.verb());
    return split != null && method != null && PathSegment.sound(split.name())
        ? OperationPath.vertex(
            publisher, Percent.decode(split.name()), Operation.of(version, method))
        : null;
  }

  private static @Nullable OperationPath tailed(
      ApiVersion version, @Nullable String publisher, String segment, String tail) {
    Method openAi = publisher == null ? Method.ofOpenAi(tail) : null;
    if (openAi != null && segment.equals(OPENAPI)) {
      return OperationPath.openAi(version, openAi);
    }
    Operation operation = openAi == Method.CHAT_COMPLETIONS
        ? Operation.of(version, openAi)
        : invoke(version, tail, publisher == null);
    return operation == null
        ? null
        : OperationPath.vertex(publisher, Percent.decode(segment), operation);
  }

  private static @Nullable Operation invoke(ApiVersion version, String tail, boolean endpoint) {
    if (tail.startsWith(INVOKE)) {
      return invoke(version, Method.INVOKE, tail.substring(INVOKE.length()));
    }
    String[] parts = tail.split("/", 4);
    boolean deployed = endpoint
        && parts.length == 4
        && parts[0].equals("deployedModels")
        && PathSegment.sound(parts[1])
        && parts[2].equals("invoke");
    return deployed ? invoke(version, Method.INVOKE_DEPLOYED, parts[3]) : null;
  }

  private static @Nullable Operation invoke(ApiVersion version, Method method, String tail) {
    return PathSegment.soundEach(tail) ? new Operation(version, method, tail, null) : null;
  }
}
