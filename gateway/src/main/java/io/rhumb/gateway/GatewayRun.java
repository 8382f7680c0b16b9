package io.rhumb.gateway;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.InvalidConfigException;
import io.rhumb.gateway.generation.StartConfig;
import io.rhumb.gateway.process.Logging;
import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.process.StartupException;
import io.rhumb.gateway.upstream.CertificateRehearsal;
import io.rhumb.gateway.upstream.TlsEngine;
import io.vertx.core.Vertx;
import java.io.PrintWriter;

/** A gateway that is a process of its own. */
final class GatewayRun {

  private GatewayRun() {}

  /**
   * Runs it until the process is told to end; blocks.
   *
   * @return the exit code: 0, or 2 if it could not start; then {@code err} says why
   */
  static int run(GatewayArguments arguments, PrintWriter out, PrintWriter err) {
    CertificateRehearsal.begin();
    Vertx vertx = ProcessLife.newVertx();
    try {
      TlsEngine.prepare();
      StartConfig start = StartConfig.read(
          vertx,
          arguments.location(),
          read -> Ports.override(read, arguments.port(), arguments.managementPort()));
      GatewayConfig config = start.config();
      Logging.use(config.logs().format());
      Gateway gateway = ProcessLife.await(Gateway.start(vertx, config, start.reader()));
      out.println("rhumb: predict on " + config.server().host() + ":" + gateway.port()
          + ", management on " + config.management().host() + ":" + gateway.managementPort());
      out.flush();
      ProcessLife.runUntilTerminated(vertx, gateway::stop, config.server().shutdownGrace());
      return 0;
    } catch (StartupException | InvalidConfigException failure) {
      vertx.close();
      return ProcessLife.report(failure, err);
    }
  }
}
