package io.rhumb.rehearsal;

import picocli.CommandLine;

/** Started by the script {@code run}, in namespaces of its own. */
public final class Main {

  private Main() {}

  /** Rehearses, and exits with the verdict. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RehearsalCommand())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((wrong, given) -> {
          wrong
              .getCommandLine()
              .getErr()
              .println("rehearsal: " + wrong.getMessage() + " (see: deploy/rehearsal/run --help)");
          return RehearsalCommand.WRONG;
        })
        .setExecutionExceptionHandler((failure, line, parsed) -> {
          line.getErr().println("rehearsal: " + failure);
          return RehearsalCommand.BROKEN;
        })
        .execute(arguments));
  }
}
