package io.rhumb.gateway.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a command that is told to end, by SIGINT or SIGTERM, say what it has to say, and exit with a code of its own. */
public final class LastWords implements AutoCloseable {

  /** Long enough to print; a guess. */
  private static final long PATIENCE_SECONDS = 5;

  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final Thread hook;

  /**
   * Listens from now on.
   *
   * @param stop has the command come to its end soon; called on a thread of its own
   */
  public LastWords(Runnable stop) {
    hook = new Thread(() -> end(stop), "rhumb-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Everything is said and flushed. */
  public void said(int exitCode) {
    code.complete(exitCode);
  }

  // Without the halt the JVM would exit with 130 or 143, whatever the command found.
  private void end(Runnable stop) {
    stop.run();
    int exitCode;
    try {
      exitCode = code.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException tooLong) {
      exitCode = 1;
    }
    Logging.flush();
    Runtime.getRuntime().halt(exitCode);
  }

  /** The process may end as any other. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // It is what ends the process.
    }
  }
}
