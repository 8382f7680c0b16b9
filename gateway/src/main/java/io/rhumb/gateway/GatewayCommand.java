package io.rhumb.gateway;

import io.rhumb.gateway.config.ConfigReader;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.InvalidConfigException;
import io.rhumb.gateway.config.ReferenceEnvironment;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a gateway until it is told to end. */
@Command(
    name = "gateway",
    description = "Runs a gateway until SIGTERM.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without --config, the environment of the reference service is the configuration:",
      "VERTEX_PROJECT_ID, PRIMARY_IP, PRIMARY_REGION, PRIMARY_ID, BACKUP_IP, BACKUP_REGION, BACKUP_ID, PORT.",
      "",
      "Examples:",
      "  rhumb gateway --config conf/gateway.yaml",
      "  rhumb gateway --config conf/gateway.yaml --port 8081 --management-port 9091"
    })
final class GatewayCommand implements Callable<Integer> {

  @Spec
  private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration. Default: the environment variable RHUMB_CONFIG.",
      defaultValue = "${env:RHUMB_CONFIG}")
  private @Nullable Path file;

  @Option(names = "--port", description = "The port of the predict API, instead of the configured one.")
  private @Nullable Integer port;

  @Option(names = "--management-port", description = "The operator's port, instead of the configured one.")
  private @Nullable Integer managementPort;

  @Override
  public Integer call() {
    Vertx configVertx = Vertx.vertx();
    GatewayConfig config;
    try {
      config = Ports.override(read(configVertx), port, managementPort);
    } catch (InvalidConfigException invalid) {
      invalid.problems().forEach(err()::println);
      return 2;
    } finally {
      configVertx.close();
    }
    return run(config);
  }

  private int run(GatewayConfig config) {
    Vertx vertx = ProcessLife.newVertx(config.server().eventLoops());
    try {
      Gateway gateway = ProcessLife.await(Gateway.start(vertx, config, router -> {}));
      out().println("rhumb: predict on " + config.server().host() + ":" + gateway.port() + ", management on "
          + config.management().host() + ":" + gateway.managementPort());
      long grace = config.server().shutdownGrace().toMillis();
      ProcessLife.runUntilTerminated(() -> gateway.stop().eventually(vertx::close), grace + 1_000);
      return 0;
    } catch (StartupException failure) {
      vertx.close();
      err().println("rhumb: " + failure.getMessage());
      return 2;
    }
  }
}
