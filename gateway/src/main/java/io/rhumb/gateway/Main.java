package io.rhumb.gateway;

import io.rhumb.gateway.command.CheckCommand;
import io.rhumb.gateway.command.CompletionCommand;
import io.rhumb.gateway.command.DoctorCommand;
import io.rhumb.gateway.command.ExitCodes;
import io.rhumb.gateway.command.ExplainCommand;
import io.rhumb.gateway.command.KeyCommand;
import io.rhumb.gateway.command.LoadCommand;
import io.rhumb.gateway.command.SimulateCommand;
import io.rhumb.gateway.command.StubCommand;
import io.rhumb.gateway.command.Version;
import io.rhumb.gateway.command.WrongUsage;
import io.rhumb.gateway.generation.StrategyCheck;
import io.rhumb.gateway.process.Logging;
import io.rhumb.gateway.process.PlatformProperties;
import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.process.StartupException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line. Exit codes: 0 done, 1 a check found problems, 2 wrong usage or a process that cannot start. */
@Command(
    name = "rhumb",
    description = "One predict URL over every region of Vertex AI.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    subcommands = {
      GatewayCommand.class,
      DemoCommand.class,
      StubCommand.class,
      ExplainCommand.class,
      DoctorCommand.class,
      SimulateCommand.class,
      LoadCommand.class,
      KeyCommand.class,
      CompletionCommand.class
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:done",
      "1:a check found problems, or not all went well",
      "2:wrong usage, or a process that cannot start"
    },
    footer = {
      "",
      "Each command explains itself: rhumb COMMAND --help.",
      "",
      "Examples:",
      "  rhumb demo",
      "  rhumb check --config conf/gateway.yaml",
      "  rhumb gateway --config conf/gateway.yaml"
    })
public final class Main {

  /** Made by the command line. */
  Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    Logging.configure();
    PlatformProperties.set();
    System.exit(GatewayArguments.plain(List.of(arguments), System.getenv())
        .map(Main::runGateway)
        .orElseGet(() -> commandLine().execute(arguments)));
  }

  private static int runGateway(GatewayArguments arguments) {
    PrintWriter err = writer(System.err);
    try {
      return GatewayRun.run(arguments, writer(System.out), err);
    } catch (StartupException failure) {
      return ProcessLife.report(failure, err);
    } catch (RuntimeException unforeseen) {
      // As the parser does: the process must end, whatever other threads there are.
      unforeseen.printStackTrace(err);
      return 2;
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new CheckCommand(new StrategyCheck(true), System.getenv()));
    line.getSubcommands()
        .values()
        .forEach(command -> Version.Provider.isToldBy(command.getCommandSpec()));
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((wrong, arguments) -> reportUsage(wrong));
    line.setExecutionExceptionHandler((failure, command, arguments) -> {
      if (failure instanceof StartupException) {
        return ProcessLife.report(failure, command.getErr());
      }
      throw failure;
    });
    line.setExitCodeExceptionMapper(unforeseen -> 2);
    return line;
  }

  /** One line, as for every start-up error: the whole usage would bury what is wrong. */
  private static int reportUsage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    command
        .getErr()
        .println("rhumb: " + WrongUsage.words(wrong) + " (see: "
            + command.getCommandSpec().qualifiedName() + " --help)");
    return 2;
  }
}
