package io.rhumb.engine;

import java.util.function.Supplier;

/** How code that is not our own is met: the one place that decides what is caught from it, and how that is told. */
public final class Strangers {

  private Strangers() {}

  /**
   * Says whether a stranger's failure can be survived: anything but the end of the virtual machine, of which a stack that ran over is
   * none.
   *
   * @throws VirtualMachineError the failure, if it cannot
   */
  public static void requireSurvivable(Throwable failure) {
    if (failure instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
      throw fatal;
    }
  }

  /** Calls a stranger with its own class loader as that of the thread: its dependencies look for services there. */
  static <T> T call(Object stranger, Supplier<T> what) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(stranger.getClass().getClassLoader());
    try {
      return what.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Logs a failure with its stack trace, or where it cannot be printed in one line. */
  public static void log(
      System.Logger log, System.Logger.Level level, String message, Throwable failure) {
    try {
      log.log(level, message, failure);
    } catch (Throwable unprintable) {
      requireSurvivable(unprintable);
      log.log(level, message + ": " + line(failure));
    }
  }

  /** A failure as one line, whatever its message is. One that cannot say what it is has the name of its class. */
  public static String line(Throwable failure) {
    try {
      return failure.toString().replaceAll("\\s+", " ").strip();
    } catch (Throwable fault) {
      requireSurvivable(fault);
      return failure.getClass().getName();
    }
  }
}
