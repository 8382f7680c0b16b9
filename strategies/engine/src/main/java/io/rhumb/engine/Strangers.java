package io.rhumb.engine;

import java.util.function.Supplier;

/** How the engine meets code that is not its own. */
final class Strangers {

  private Strangers() {}

  /**
   * Says whether a stranger's failure can be survived: anything but the end of the virtual machine, of which a stack that ran over is
   * none.
   *
   * @throws VirtualMachineError the failure, if it cannot
   */
  static void requireSurvivable(Throwable failure) {
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

  /** A failure as one line, whatever its message is. */
  static String line(Throwable failure) {
    return failure.toString().replaceAll("\\s+", " ").strip();
  }
}
