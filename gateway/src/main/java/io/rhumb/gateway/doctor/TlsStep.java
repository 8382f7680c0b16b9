package io.rhumb.gateway.doctor;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.upstream.Authorities;
import io.rhumb.gateway.upstream.TlsEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Shakes hands as the gateway's own clients do: the same name, the same trust. */
final class TlsStep {

  private final Vertx vertx;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration gatewaysPatience;

  /**
   * A step.
   *
   * @param clock the wall clock, by which certificates end
   * @param gatewaysPatience how long the gateway itself would wait
   */
  TlsStep(Vertx vertx, InstantSource clock, Duration patience, Duration gatewaysPatience) {
    this.vertx = vertx;
    this.clock = clock;
    this.patience = patience;
    this.gatewaysPatience = gatewaysPatience;
  }

  /** Over a new connection to the target. Never fails. */
  Future<Finding> run(TargetConfig target, NetSocket socket) {
    return vertx
        .executeBlocking(() -> judge(target.trust()), false)
        .compose(
            judge -> shakeHands(target, socket, new Witness(judge.of())),
            unreadable -> Future.succeededFuture(badTrust(target.trust(), unreadable)));
  }

  private Judge judge(TrustConfig trust) throws Exception {
    return new Judge(trust instanceof InsecureTrust ? null : Authorities.judge(vertx, trust));
  }

  private Future<Finding> shakeHands(TargetConfig target, NetSocket socket, Witness witness) {
    ClientSSLOptions options = new ClientSSLOptions()
        .setHostnameVerificationAlgorithm("HTTPS")
        .setTrustOptions(TrustOptions.wrap(witness));
    TlsEngine.ofEnvironment().cipherSuites().forEach(options::addEnabledCipherSuite);
    options
        .setSslHandshakeTimeout(patience.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    socket.exceptionHandler(broken -> {});
    long begun = System.nanoTime();
    return socket
        .upgradeToSsl(options)
        .map(v -> done(target, socket, witness, System.nanoTime() - begun))
        .otherwise(failure -> failed(target, witness, failure, System.nanoTime() - begun));
  }

  private Finding done(TargetConfig target, NetSocket socket, Witness witness, long nanos) {
    Certificates shown = witness.shown();
    if (shown == null) {
      return Finding.failed(Step.TLS, nanos, "no certificate", Sign.HANDSHAKE_REFUSED);
    }
    Verdict verdict = verdict(target, shown, witness);
    String text = socket.sslSession().getProtocol() + "; " + verdict.text();
    Sign sign = verdict.concern();
    if (sign == null && nanos > gatewaysPatience.toNanos()) {
      sign = Sign.SLOW;
    }
    Finding finding = sign == null
        ? Finding.ok(Step.TLS, nanos, text)
        : Finding.warning(Step.TLS, nanos, text, sign);
    return finding.with(verdict.facts());
  }

  private Finding failed(TargetConfig target, Witness witness, Throwable failure, long nanos) {
    Certificates shown = witness.shown();
    if (shown != null) {
      Verdict verdict = verdict(target, shown, witness);
      Sign sign = verdict.objection();
      if (sign != null) {
        return Finding.failed(Step.TLS, nanos, verdict.text(), sign).with(verdict.facts());
      }
    }
    Sign sign = sign(failure);
    return Finding.failed(Step.TLS, nanos, words(sign), sign);
  }

  private Verdict verdict(TargetConfig target, Certificates shown, Witness witness) {
    return new Verdict(target, shown, witness.trusted(), witness.pinned(), clock.instant());
  }

  private String words(Sign sign) {
    return switch (sign) {
      case NO_TLS -> "what answers does not speak TLS";
      case HANDSHAKE_SILENT ->
        "no answer to the handshake within " + Amounts.latency(patience.toNanos());
      default -> "the handshake was broken off by the other end";
    };
  }

  private static Sign sign(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotSslRecordException) {
        return Sign.NO_TLS;
      }
      if (cause instanceof SslHandshakeTimeoutException) {
        return Sign.HANDSHAKE_SILENT;
      }
    }
    return Sign.HANDSHAKE_REFUSED;
  }

  private static Finding badTrust(TrustConfig trust, Throwable unreadable) {
    return Finding.failed(
            Step.TLS,
            0,
            "no certificate can be read of " + trust + " (" + unreadable.getMessage() + ")",
            Sign.BAD_TRUST)
        .with(Map.of("trust", trust.toString()));
  }

  /** Since a future has no room for null. */
  private record Judge(@Nullable X509ExtendedTrustManager of) {}
}
