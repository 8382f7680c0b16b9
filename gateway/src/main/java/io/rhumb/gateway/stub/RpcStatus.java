package io.rhumb.gateway.stub;

/**
 * The name of an error in the envelope.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">google/rpc/code.proto</a>
 */
final class RpcStatus {

  private RpcStatus() {}

  /** The name that belongs to an HTTP status. 413 has none of its own; Google's JSON front end then says INVALID_ARGUMENT. */
  static String of(int httpStatus) {
    return switch (httpStatus) {
      case 400, 413 -> "INVALID_ARGUMENT";
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 499 -> "CANCELLED";
      case 500 -> "INTERNAL";
      case 501 -> "UNIMPLEMENTED";
      case 503 -> "UNAVAILABLE";
      case 408, 504 -> "DEADLINE_EXCEEDED";
      default -> httpStatus < 500 ? "FAILED_PRECONDITION" : "UNKNOWN";
    };
  }

  /** What Google says if there is nothing more to say. */
  static String message(int httpStatus) {
    return switch (httpStatus) {
      case 429 -> "Resource exhausted, please try again later.";
      case 500 -> "Internal error encountered.";
      case 503 -> "The service is currently unavailable.";
      case 504 -> "Deadline expired before operation could complete.";
      default -> "Request failed with status " + httpStatus + ".";
    };
  }
}
