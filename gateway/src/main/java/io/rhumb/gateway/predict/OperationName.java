package io.rhumb.gateway.predict;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a long-running operation, which says where it runs: {@code projects/{p}/locations/{l}/…/operations/{id}}.
 *
 * @param project its project's id or number
 * @param location where it runs
 * @param resource that it is of, without project and location; empty: it does not say
 */
record OperationName(String project, String location, String resource) {

  private static final Pattern LOCATION = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Below it, a name has the resource that the operation is of. */
  private static final int LEAST_PARTS = 6;

  /** How many parts say which project, and which location. */
  private static final int PLACE_PARTS = 4;

  /**
   * Takes a name apart.
   *
   * @param name as the body says; null: not at all
   */
  static OperationName of(@Nullable String name) throws RefusedException {
    String[] parts = name == null ? new String[0] : name.split("/", -1);
    if (parts.length < LEAST_PARTS
        || !parts[0].equals("projects")
        || !parts[2].equals("locations")
        || !LOCATION.matcher(parts[3]).matches()
        || !parts[parts.length - 2].equals("operations")) {
      throw new RefusedException(
          GatewayError.badRequest("operationName: " + (name == null ? "missing" : "malformed")
              + " (expected: projects/{project}/locations/{location}/…/operations/{id})"));
    }
    return new OperationName(parts[1], parts[3], below(parts, parts.length - 2));
  }

  private static String below(String[] parts, int end) {
    return String.join("/", Arrays.asList(parts).subList(PLACE_PARTS, end));
  }

  /**
   * How far from the operation a target of its location is: 0 for the resource that it is of; 1 if that may be so, since one is known by its
   * project's id and the other by the number; 2 in its project; else 3.
   *
   * @param resourceName the target's; null if it has none
   */
  int distance(@Nullable String resourceName) {
    String[] parts = resourceName == null ? new String[0] : resourceName.split("/", -1);
    if (parts.length <= PLACE_PARTS) {
      return 3;
    }
    boolean sameProject = parts[1].equals(project);
    boolean sameResource = below(parts, parts.length).equals(resource);
    if (sameResource && sameProject) {
      return 0;
    }
    if (sameResource && isNumber(parts[1]) != isNumber(project)) {
      return 1;
    }
    return sameProject ? 2 : 3;
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
