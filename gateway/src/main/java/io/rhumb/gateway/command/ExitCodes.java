package io.rhumb.gateway.command;

/** What the help of every command says of its exit codes. */
public final class ExitCodes {

  /** Heads them. A format of the parser's. */
  public static final String HEADING = "%nExit codes:%n";

  private ExitCodes() {}
}
