package io.rhumb.gateway.predict;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a long-running operation, which says where it runs: {@code projects/{p}/locations/{l}/…/operations/{id}}. */
final class OperationName {

  private static final Pattern LOCATION = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  /** Below it, a name has the resource that the operation is of. */
  private static final int LEAST_PARTS = 6;

  private OperationName() {}

  /**
   * Where the operation runs.
   *
   * @param name as the body says; null: not at all
   */
  static String location(@Nullable String name) throws RefusedException {
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
    return parts[3];
  }
}
