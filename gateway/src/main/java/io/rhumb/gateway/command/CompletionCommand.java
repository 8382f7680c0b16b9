package io.rhumb.gateway.command;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rhumb completion}: what a shell needs to complete commands, options and their values. */
@Command(
    name = "completion",
    description = "Prints a script with which a shell completes what is typed.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {"0:done", "2:wrong usage"},
    footer = {
      "",
      "Examples:",
      "  rhumb completion bash >~/.local/share/bash-completion/completions/rhumb",
      "  rhumb completion zsh >~/.rhumb-completion",
      "The first is found by bash-completion; the second wants 'source ~/.rhumb-completion' in ~/.zshrc."
    })
public final class CompletionCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "bash|zsh",
      completionCandidates = Shells.class,
      description = "The shell; both take the same script.")
  private String shell = "";

  /** Made by the command line. */
  CompletionCommand() {}

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    if (!Shells.NAMES.contains(shell)) {
      throw new ParameterException(line, shell + ": unknown shell (expected: bash or zsh)");
    }
    CommandLine root = spec.root().commandLine();
    line.getOut().print(AutoComplete.bash(root.getCommandName(), root));
    line.getOut().flush();
    return 0;
  }

  /** Those whose completion can be taught. */
  static final class Shells implements Iterable<String> {

    private static final List<String> NAMES = List.of("bash", "zsh");

    /** Made by the command line. */
    Shells() {}

    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }
}
