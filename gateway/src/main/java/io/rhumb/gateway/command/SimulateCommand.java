package io.rhumb.gateway.command;

import io.rhumb.engine.ShadowListener;
import io.rhumb.engine.StrategyCatalog;
import io.rhumb.gateway.config.StrategyList;
import io.rhumb.gateway.generation.StrategyCatalogs;
import io.rhumb.gateway.process.MonotonicClock;
import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.process.StartupException;
import io.rhumb.gateway.process.StatusLine;
import io.rhumb.gateway.process.Terminal;
import io.rhumb.simulator.Comparison;
import io.rhumb.simulator.goals.Goals;
import io.rhumb.simulator.goals.GoalsTable;
import io.rhumb.simulator.goals.Seeds;
import io.rhumb.simulator.report.ComparisonText;
import io.rhumb.simulator.report.Picture;
import io.rhumb.simulator.report.ScenarioReport;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioChoice;
import io.rhumb.simulator.scenario.ScenarioSuite;
import io.rhumb.strategy.InvalidStrategyConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rhumb simulate}: strategies side by side over scenarios, in virtual time. Standard output is the result alone. */
@Command(
    name = "simulate",
    description =
        "Runs strategies over scenarios in virtual time, through the gateway's own engine, and compares them with"
            + " each other and with oracles.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:done, whatever the strategies were like",
      "2:wrong usage, or something cannot be read or written"
    },
    footer = {
      "",
      "The strategies of a list are compared side by side, for the same requests and the same luck; the same seed gives the same"
          + " result. For a strategy that decorates another, say so: 'hedged: {of: latency-weighted}'.",
      "A plan takes no time here: whether a strategy is quick enough, the simulation does not tell.",
      "",
      "Examples:",
      "  rhumb simulate --scenario brownout --strategy latency-weighted,hedged",
      "  rhumb simulate --strategy 'local-first, hedged: {budget: 5%%}' --seeds 5",
      "  rhumb simulate --plugin mine.jar --strategy mine --picture mine.svg",
      "  rhumb simulate --scenario my-scenario.yaml --gateways 12",
      "  rhumb simulate --goals"
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final List<String> NOT_WITH_GOALS = List.of(
      "--scenario", "--strategy", "--plugin", "--seed", "--gateways", "--picture", "--no-picture");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE.yaml",
      split = ",",
      defaultValue = "all",
      description =
          "Scenarios to run: names (see --list), all, or files of your own; separated by commas, repeatable.")
  private List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--strategy",
      paramLabel = "STRATEGY",
      defaultValue = "local-first,latency-weighted",
      description =
          "Strategies to compare: names, or 'name: {options}' as in the configuration; separated by commas, repeatable.")
  private List<String> strategies = new ArrayList<>();

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      showDefaultValue = Visibility.NEVER,
      description = "A jar with strategies of your own; repeatable.")
  private List<Path> plugins = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed of all chance.")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "How many seeds to run; of several, the mean and the worst are shown. Default: 1; with --goals, 20.")
  private @Nullable Integer seeds;

  @Option(
      names = "--gateways",
      paramLabel = "N",
      description = "Gateways in each group, instead of the scenario's; they share its traffic.")
  private @Nullable Integer gateways;

  @Option(
      names = "--picture",
      paramLabel = "FILE.svg",
      defaultValue = "simulation.svg",
      description = "Where to draw the result.")
  private Path picture = Path.of("");

  @Option(names = "--no-picture", description = "Draw nothing.")
  private boolean noPicture;

  @Option(
      names = "--goals",
      description =
          "Instead of a comparison, measure the shipped strategies, the breaker and the simulator against the numbers that"
              + " they are to reach, on seeds that nothing was tuned on; that takes minutes.")
  private boolean goals;

  @Option(names = "--list", description = "List the scenarios that are shipped, and end.")
  private boolean list;

  /**
   * Runs the comparison.
   *
   * @return the exit code: 0, or 2 if something was asked for that cannot be; then one line on the error stream says what
   */
  @Override
  public Integer call() {
    if (list) {
      ScenarioSuite.all()
          .forEach(
              scenario -> print(String.format("%-16s %s%n", scenario.name(), scenario.about())));
      return 0;
    }
    try (PluginJars jars = PluginJars.open(plugins)) {
      StrategyCatalog catalog = jars.addTo(StrategyCatalogs.builtIn(ShadowListener.NONE));
      if (goals) {
        measureGoals(catalog);
      } else {
        compare(catalog);
      }
      return 0;
    } catch (StartupException | IllegalArgumentException | InvalidStrategyConfigException wrong) {
      return ProcessLife.report(wrong, spec.commandLine().getErr());
    }
  }

  /** What is measured, and over what, is part of the goals. */
  private void requireGoalsAlone() {
    for (String option : NOT_WITH_GOALS) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new IllegalArgumentException(
            "--goals: with " + option + " (expected: alone, or with --seeds)");
      }
    }
  }

  private void measureGoals(StrategyCatalog catalog) {
    requireGoalsAlone();
    int count = seeds == null ? Seeds.ENOUGH : seeds;
    requireAtLeastOne("--seeds", count);
    print(GoalsTable.markdown(Goals.report(catalog, count, new GoalsLine(statusLine()))));
  }

  private void compare(StrategyCatalog catalog) {
    int count = seeds == null ? 1 : seeds;
    requireAtLeastOne("--seeds", count);
    requireFolder();
    Comparison comparison = new Comparison(
        catalog,
        StrategyList.read(String.join(",", strategies)),
        scenarios(),
        LongStream.range(seed, seed + count).boxed().toList());
    List<ScenarioReport> reports = comparison.run(new ProgressLine(statusLine()));
    print(ComparisonText.of(reports));
    draw(reports);
  }

  private StatusLine statusLine() {
    return new StatusLine(spec.commandLine().getErr(), Terminal.attached(), new MonotonicClock());
  }

  private List<Scenario> scenarios() {
    List<Scenario> wanted = ScenarioChoice.of(scenarios);
    if (gateways == null) {
      return wanted;
    }
    int count = gateways;
    requireAtLeastOne("--gateways", count);
    return wanted.stream().map(scenario -> scenario.withGatewaysPerGroup(count)).toList();
  }

  private void draw(List<ScenarioReport> reports) {
    if (noPicture) {
      return;
    }
    try {
      Files.writeString(picture, Picture.svg(reports));
      spec.commandLine().getErr().println("picture: " + picture.toAbsolutePath().normalize());
      spec.commandLine().getErr().flush();
    } catch (IOException failure) {
      throw new StartupException(
          "--picture: " + picture + " (expected: a file that can be written; " + failure + ")",
          failure);
    }
  }

  /** Before the work: it would be a pity to find out after it. */
  private void requireFolder() {
    Path folder = picture.toAbsolutePath().getParent();
    if (!noPicture && (folder == null || !Files.isDirectory(folder))) {
      throw new IllegalArgumentException(
          "--picture: " + picture + " (expected: a file in a folder that exists)");
    }
  }

  private static void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + ": " + value + " (expected: >= 1)");
    }
  }

  private void print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }
}
