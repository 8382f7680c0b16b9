package io.rhumb.gateway.command;

import io.rhumb.gateway.config.ConfigCheck;
import io.rhumb.gateway.config.EffectiveConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.GatewaySchema;
import io.rhumb.gateway.config.InvalidConfigException;
import io.rhumb.gateway.config.ReferenceEnvironment;
import io.rhumb.gateway.doctor.Remark;
import io.rhumb.gateway.doctor.UnknownTargets;
import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.reload.ConfigReader;
import io.rhumb.gateway.reload.ConfigSource;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reads a configuration as the gateway would, and says whether it is valid: exit code 0, or 1 with every problem on a
 * line of its own on standard error, where what may be a mistake is a warning. Connects to nothing but the URL of the configuration.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Reads a configuration and prints every problem in it.",
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {"0:valid, perhaps with warnings", "1:there are problems", "2:wrong usage"},
    footer = {
      "",
      "Examples:",
      "  rhumb check --config conf/gateway.yaml",
      "  rhumb check --config conf/gateway.yaml --show",
      "  rhumb check --schema",
      "  PRIMARY_IP=10.0.0.1 rhumb check"
    })
public final class CheckCommand implements Callable<Integer> {

  private final ConfigCheck furtherChecks;
  private final Map<String, String> environment;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE|FOLDER|URL",
      defaultValue = "${env:RHUMB_CONFIG}",
      description =
          "The configuration. Default: what RHUMB_CONFIG names; without that, the environment of the reference service.")
  private @Nullable String location;

  @Option(
      names = "--show",
      description =
          "Also prints every key as it will be in force, defaults too. Secrets are not shown.")
  private boolean show;

  @Option(
      names = "--schema",
      description = "Prints the JSON schema of configurations, and checks nothing.")
  private boolean schema;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  /**
   * Creates the command.
   *
   * @param furtherChecks finds what the reader cannot know of, such as the names of strategies
   * @param environment the environment variables
   */
  public CheckCommand(ConfigCheck furtherChecks, Map<String, String> environment) {
    this.furtherChecks = furtherChecks;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (schema) {
      spec.commandLine().getOut().print(GatewaySchema.text());
      spec.commandLine().getOut().flush();
      return 0;
    }
    String source = location == null ? "environment" : ConfigSource.shown(location);
    try {
      GatewayConfig config = location == null ? readEnvironment(source) : read(location);
      spec.commandLine()
          .getOut()
          .println((show ? "# " : "") + source + ": valid: " + summary(config));
      UnknownTargets.of(config).forEach(remark -> warn(source, remark));
      if (show) {
        spec.commandLine().getOut().print(EffectiveConfig.yaml(config));
        spec.commandLine().getOut().flush();
      }
      return 0;
    } catch (InvalidConfigException e) {
      e.located().forEach(spec.commandLine().getErr()::println);
      return 1;
    }
  }

  private GatewayConfig readEnvironment(String source) {
    GatewayConfig config = ReferenceEnvironment.read(environment);
    furtherChecks.require(source, config);
    return config;
  }

  private GatewayConfig read(String from) {
    Vertx vertx = ProcessLife.newVertx();
    try {
      ConfigReader reader = new ConfigReader(
          vertx, ConfigSource.of(vertx, from), environment, UnaryOperator.identity());
      return ProcessLife.await(reader.require(furtherChecks));
    } finally {
      ProcessLife.await(vertx.close());
    }
  }

  private void warn(String source, Remark remark) {
    spec.commandLine()
        .getErr()
        .println(source + ": warning: " + remark.path() + ": " + remark.text() + " (expected: "
            + remark.whatToDo() + ")");
  }

  private static String summary(GatewayConfig config) {
    int targets = config.models().values().stream()
        .mapToInt(model -> model.targets().size())
        .sum();
    return count(config.models().size(), "model") + ", " + count(targets, "target");
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
