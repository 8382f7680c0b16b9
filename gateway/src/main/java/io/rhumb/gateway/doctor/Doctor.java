package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.credential.Credentials;
import io.rhumb.gateway.upstream.TlsEngine;
import io.rhumb.gateway.upstream.UpstreamClients;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Examines targets, all of them at once. Nothing is kept, and what was opened is closed. */
public final class Doctor {

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Credentials credentials;
  private final InstantSource clock;
  private final @Nullable Payload payload;
  private final Duration patience;
  private final Withheld withheld = new Withheld();

  /**
   * A doctor.
   *
   * @param config says how the gateway would call
   * @param credentials what targets are told of the gateway
   * @param clock the wall clock, by which certificates and tokens end
   * @param payload what targets are asked for; null: nothing
   * @param patience how long each step may take; in whole milliseconds, at least one
   */
  public Doctor(
      Vertx vertx,
      GatewayConfig config,
      Credentials credentials,
      InstantSource clock,
      @Nullable Payload payload,
      Duration patience) {
    this.vertx = vertx;
    this.config = config;
    this.credentials = credentials;
    this.clock = clock;
    this.payload = payload;
    this.patience = patience;
  }

  /**
   * Examines. Does not block.
   *
   * @param source where the configuration comes from, for the report
   * @param subjects what to examine
   * @param localRegion the region that this is in, as far as it is to be known
   * @return the report; fails only by mistake
   */
  public Future<Report> examine(
      String source, List<Subject> subjects, Future<Optional<String>> localRegion) {
    Promise<List<TargetReport>> examined = Promise.promise();
    Context context = vertx.getOrCreateContext();
    context.runOnContext(v -> examine(context, subjects).onComplete(examined));
    return Future.join(examined.future(), localRegion)
        .map(both -> new Report(
            source,
            localRegion.result(),
            ConfigRemarks.of(config, subjects, localRegion.result()),
            examined.future().result()));
  }

  private Future<List<TargetReport>> examine(Context context, List<Subject> subjects) {
    UpstreamClients clients = new UpstreamClients(vertx);
    Examination examination = examination(context, clients);
    List<Future<TargetReport>> all = subjects.stream().map(examination::of).toList();
    return Future.join(all)
        .map(v -> all.stream().map(each -> each.result().worded(withheld::from)).toList())
        .eventually(() -> clients.shutdown(0));
  }

  private Examination examination(Context context, UpstreamClients clients) {
    Duration gateways = config.upstream().connectTimeout();
    NetClientOptions options =
        new NetClientOptions().setConnectTimeout(Math.toIntExact(patience.toMillis()));
    options.setSslEngineOptions(TlsEngine.ofEnvironment().options());
    options.setSslHandshakeTimeout(patience.toMillis());
    options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    return new Examination(
        new NameStep(vertx, patience),
        new TcpStep(vertx.createNetClient(options), patience, gateways),
        new TlsStep(vertx, clock, patience, gateways),
        new CredentialStep(vertx, credentials, withheld, clock, patience),
        new PredictStep(context, clients, config, payload, patience));
  }
}
