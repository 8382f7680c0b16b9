package io.rhumb.gateway.limit;

import java.io.IOException;
import java.util.List;

/** Tells failures by which this process lacked something itself: no target is to be blamed for them, and no other would help. */
public final class Shortage {

  /** What the system says of open files, its own or this process's, and of its buffers (EMFILE, ENFILE and ENOBUFS of glibc). */
  private static final List<String> WORDS =
      List.of("Too many open files", "No buffer space available");

  /** More than the libraries wrap around each other. A guess. */
  private static final int DEPTH = 8;

  private Shortage() {}

  /** Whether that is the cause of a failure, or of its cause. */
  public static boolean isWhy(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      if (cause instanceof OutOfMemoryError || (cause instanceof IOException && says(cause))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean says(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return WORDS.stream().anyMatch(message::contains);
  }
}
