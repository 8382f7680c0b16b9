package io.rhumb.gateway;

import io.rhumb.gateway.command.ExitCodes;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.InvalidConfigException;
import io.rhumb.gateway.demo.DemoFiles;
import io.rhumb.gateway.demo.DemoGuide;
import io.rhumb.gateway.demo.DemoRegions;
import io.rhumb.gateway.demo.DemoRoutes;
import io.rhumb.gateway.demo.DemoTraffic;
import io.rhumb.gateway.generation.StartConfig;
import io.rhumb.gateway.process.Logging;
import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.process.StartupException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs three regional stand-ins, a metadata server stand-in and a gateway in one process. */
@Command(
    name = "demo",
    description =
        "Runs three regional Vertex AI stand-ins and a gateway over them, in one process.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:it was told to end, and did",
      "1:not everything stopped in time",
      "2:wrong usage, or it cannot start"
    },
    footer = {"", "Examples:", "  rhumb demo", "  rhumb demo --port 8081 --management-port 9091"})
final class DemoCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--port", description = "The port of the predict API. Default: 8080.")
  private @Nullable Integer port;

  @Option(names = "--management-port", description = "The operator's port. Default: 9090.")
  private @Nullable Integer managementPort;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A configuration for the gateway instead of conf/demo.yaml, with the same placeholders.")
  private @Nullable Path template;

  @Override
  public Integer call() {
    Vertx vertx = ProcessLife.newVertx();
    try {
      DemoRegions regions = DemoRegions.create(vertx);
      ProcessLife.await(regions.start());
      run(vertx, regions, DemoFiles.write(regions, template));
      return 0;
    } catch (StartupException | InvalidConfigException failure) {
      vertx.close();
      return ProcessLife.report(failure, spec.commandLine().getErr());
    }
  }

  private void run(Vertx vertx, DemoRegions regions, DemoFiles files) {
    Gateway gateway;
    GatewayConfig config;
    DemoTraffic traffic = new DemoTraffic(vertx);
    try {
      StartConfig start = StartConfig.read(
          vertx, files.config().toString(), read -> Ports.override(read, port, managementPort));
      config = start.config();
      Logging.use(config.logs().format());
      gateway = ProcessLife.await(
          Gateway.start(vertx, config, start.reader(), new DemoRoutes(vertx, regions, traffic)));
    } catch (StartupException failure) {
      // A file that is invalid stays, since the messages point into it.
      files.delete();
      throw failure;
    }
    traffic.at(gateway.port());
    new DemoGuide(regions, files.config(), gateway.port(), gateway.managementPort())
        .print(spec.commandLine().getOut());
    ProcessLife.runUntilTerminated(
        vertx,
        () -> stopped(gateway, traffic).eventually(regions::stop).eventually(() -> {
          files.delete();
          return Future.succeededFuture();
        }),
        config.server().shutdownGrace());
  }

  private static Future<Void> stopped(Gateway gateway, DemoTraffic traffic) {
    traffic.stop();
    return gateway.stop();
  }
}
