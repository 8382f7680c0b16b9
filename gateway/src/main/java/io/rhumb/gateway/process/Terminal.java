package io.rhumb.gateway.process;

import java.io.Console;

/** Whether somebody is looking. */
public final class Terminal {

  private Terminal() {}

  /** Whether a terminal is attached, where a line can be written over. */
  @SuppressWarnings("SystemConsoleNull") // Until JDK 21 it was null, and we run there too.
  public static boolean attached() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  /** Since JDK 22 there is a console without a terminal too, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (ReflectiveOperationException unforeseen) {
      return false;
    }
  }
}
