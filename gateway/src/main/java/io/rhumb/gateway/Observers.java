package io.rhumb.gateway;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.console.TrafficHistory;
import io.rhumb.gateway.log.RequestLog;
import io.rhumb.gateway.process.Logging;
import io.rhumb.gateway.process.SharedRandom;
import io.rhumb.gateway.telemetry.DecisionLog;
import io.rhumb.gateway.telemetry.RequestListener;
import io.rhumb.gateway.telemetry.RequestListeners;
import io.rhumb.gateway.telemetry.RequestMetrics;
import io.rhumb.gateway.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who is told of each request.
 *
 * @param metrics counts them
 * @param decisions keeps the last ones
 * @param traffic keeps the course of the last minutes, for the console
 * @param log writes lines
 * @param traces sends spans, if any are wanted
 */
record Observers(
    RequestMetrics metrics,
    DecisionLog decisions,
    TrafficHistory traffic,
    RequestLog log,
    Optional<Traces> traces) {

  /**
   * Begins to observe.
   *
   * @param out where lines of requests go
   * @param metrics are told too
   */
  static Observers start(
      Vertx vertx,
      GatewayConfig config,
      LongSupplier clock,
      PrintStream out,
      RequestMetrics metrics) {
    SharedRandom random = new SharedRandom();
    Map<String, String> environment = System.getenv();
    LogProject project = LogProject.find(vertx, config);
    RequestLog log = RequestLog.start(
        config.logs(),
        Logging.json(config.logs().format()),
        project::id,
        out,
        InstantSource.system(),
        clock,
        random);
    Optional<Traces> traces = config
        .traces()
        .map(to -> Traces.start(to, resource(config, environment), environment, random));
    return new Observers(
        metrics, new DecisionLog(InstantSource.system()), new TrafficHistory(), log, traces);
  }

  /** All of them. */
  RequestListener listener() {
    List<RequestListener> listeners = new ArrayList<>(List.of(metrics, decisions, traffic, log));
    traces.ifPresent(listeners::add);
    return new RequestListeners(listeners);
  }

  /** Gives away what is left, as far as that is possible within a second. */
  Future<Void> close() {
    return Future.join(log.close(), traces.map(Traces::close).orElseGet(Future::succeededFuture))
        .mapEmpty();
  }

  /** Cloud Run tells a service its name, and that of the revision. */
  private static Map<String, String> resource(
      GatewayConfig config, Map<String, String> environment) {
    Map<String, String> resource = new HashMap<>();
    String service = environment.getOrDefault("K_SERVICE", "rhumb");
    resource.put("service.name", environment.getOrDefault("OTEL_SERVICE_NAME", service));
    Optional.ofNullable(environment.get("K_REVISION"))
        .ifPresent(revision -> resource.put("service.version", revision));
    config.localRegion().ifPresent(region -> resource.put("cloud.region", region));
    return resource;
  }
}
