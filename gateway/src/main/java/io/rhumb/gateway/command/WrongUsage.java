package io.rhumb.gateway.command;

import io.rhumb.gateway.config.NearestKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was wrong with a command line, and what was probably meant. */
public final class WrongUsage {

  private WrongUsage() {}

  /** One line. */
  public static String words(ParameterException wrong) {
    return wrong instanceof UnmatchedArgumentException unmatched
            && !unmatched.getUnmatched().isEmpty()
        ? unknown(unmatched, unmatched.getCommandLine().getCommandSpec())
        : String.valueOf(wrong.getMessage());
  }

  private static String unknown(UnmatchedArgumentException unmatched, CommandSpec command) {
    String written = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    if (unmatched.isUnknownOption()) {
      return written + ": unknown option" + nearest(written, options(command));
    }
    Collection<String> commands = command.subcommands().keySet();
    return commands.isEmpty()
        ? written + ": unexpected"
        : written + ": unknown command" + nearest(written, commands);
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static String nearest(String written, Collection<String> known) {
    return NearestKey.of(written, known)
        .map(meant -> " (did you mean " + meant + "?)")
        .orElse("");
  }
}
