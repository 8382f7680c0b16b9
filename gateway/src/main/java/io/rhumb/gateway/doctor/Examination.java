package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.TargetConfig;
import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All steps of one target: the way there, beside it the credential, and when both are well a prediction. */
final class Examination {

  /** A guess: after the first two, handshakes take about as long as they ever will. */
  private static final int REPEATS = 2;

  private final NameStep names;
  private final TcpStep tcp;
  private final TlsStep tls;
  private final CredentialStep credentials;
  private final PredictStep predict;

  Examination(
      NameStep names, TcpStep tcp, TlsStep tls, CredentialStep credentials, PredictStep predict) {
    this.names = names;
    this.tcp = tcp;
    this.tls = tls;
    this.credentials = credentials;
    this.predict = predict;
  }

  /** What was found of one target; never fails. */
  Future<TargetReport> of(Subject subject) {
    Future<Way> way = way(subject.target());
    Future<CredentialStep.Held> held = credentials.run(subject.target().credential());
    return Future.join(way, held).compose(both -> predict(subject, way.result(), held.result())
        .map(last -> report(subject, way.result(), held.result(), last)));
  }

  private static TargetReport report(
      Subject subject, Way way, CredentialStep.Held held, Finding predicted) {
    List<Finding> all = new ArrayList<>(way.findings());
    all.add(held.finding());
    all.add(predicted);
    return new TargetReport(subject, way.address(), all);
  }

  private Future<Finding> predict(Subject subject, Way way, CredentialStep.Held held) {
    if (!way.findings().stream().allMatch(Finding::leadsOn)) {
      return Future.succeededFuture(Finding.skipped(Step.PREDICT, "not reached"));
    }
    return held.credential() == null
        ? Future.succeededFuture(Finding.skipped(Step.PREDICT, "no credential"))
        : predict.run(subject, held.credential());
  }

  private Future<Way> way(TargetConfig target) {
    return names.run(target.connectHost()).compose(resolved -> {
      InetAddress address = resolved.address();
      return address == null
          ? Future.succeededFuture(nowhere(resolved.finding()))
          : best(target, address, REPEATS).map(steps -> way(resolved.finding(), address, steps));
    });
  }

  private static Way nowhere(Finding name) {
    return new Way(
        null,
        List.of(
            name,
            Finding.skipped(Step.TCP, "no address"),
            Finding.skipped(Step.TLS, "not reached")));
  }

  private static Way way(Finding name, InetAddress address, Handshake steps) {
    return new Way(address, List.of(name, steps.tcp(), steps.tls()));
  }

  /**
   * Connects again and again unless that takes all the time there is, and lets the quickest count: the first
   * connections of a process load and compile what they need, which takes longer than any handshake, and those to other
   * targets take their turn on the same event loop.
   */
  private Future<Handshake> best(TargetConfig target, InetAddress address, int more) {
    return once(target, address)
        .compose(first -> first.isAnswered() && more > 0
            ? best(target, address, more - 1).map(first::better)
            : Future.succeededFuture(first));
  }

  private Future<Handshake> once(TargetConfig target, InetAddress address) {
    return tcp.run(target, address).compose(connected -> {
      NetSocket socket = connected.socket();
      if (socket == null) {
        Finding tls = Finding.skipped(Step.TLS, "not reached");
        return Future.succeededFuture(new Handshake(connected.finding(), tls));
      }
      return secured(target, socket)
          .map(tls -> new Handshake(connected.finding(), tls))
          .onComplete(v -> socket.close());
    });
  }

  private Future<Finding> secured(TargetConfig target, NetSocket socket) {
    return target.tls()
        ? tls.run(target, socket)
        : Future.succeededFuture(Finding.skipped(Step.TLS, "plain HTTP"));
  }

  /** A connection, made and closed. */
  private record Handshake(Finding tcp, Finding tls) {

    Handshake {
      Objects.requireNonNull(tcp, "tcp");
      Objects.requireNonNull(tls, "tls");
    }

    /** Whether somebody at the other end said something, if only that this will not do. */
    boolean isAnswered() {
      return tcp.leadsOn() && tls.sign() != Sign.HANDSHAKE_SILENT;
    }

    Handshake better(Handshake again) {
      return again.isAnswered()
          ? new Handshake(tcp.better(again.tcp), tls.better(again.tls))
          : again;
    }
  }

  /** How far it went. */
  private record Way(@Nullable InetAddress address, List<Finding> findings) {}
}
