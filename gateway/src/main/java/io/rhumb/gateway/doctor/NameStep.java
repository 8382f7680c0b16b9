package io.rhumb.gateway.doctor;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Looks the address of a name up where the gateway's own clients do: in the resolver of Vert.x. */
final class NameStep {

  private final VertxInternal vertx;
  private final Duration patience;

  NameStep(Vertx vertx, Duration patience) {
    this.vertx = (VertxInternal) vertx;
    this.patience = patience;
  }

  /** What came of it; never fails. */
  Future<Resolved> run(String host) {
    InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
    if (literal != null) {
      Finding skipped = Finding.skipped(Step.DNS, host + " is an address");
      return Future.succeededFuture(new Resolved(skipped, literal));
    }
    long begun = System.nanoTime();
    return vertx
        .nameResolver()
        .resolve(host)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .map(address -> found(host, address, System.nanoTime() - begun))
        .otherwise(failure -> new Resolved(failed(host, failure, System.nanoTime() - begun), null));
  }

  private static Resolved found(String host, InetAddress address, long nanos) {
    String text = host + " is " + address.getHostAddress();
    return new Resolved(Finding.ok(Step.DNS, nanos, text), address);
  }

  private Finding failed(String host, Throwable failure, long nanos) {
    Map<String, String> facts = Map.of("name", host);
    // The resolver says both in the same way, and only its cause is silence.
    boolean silent =
        failure instanceof TimeoutException || !(failure instanceof UnknownHostException);
    return silent
        ? Finding.failed(Step.DNS, nanos, "no answer for " + host, Sign.NAME_SILENT)
            .with(facts)
        : Finding.failed(Step.DNS, nanos, host + " is not known", Sign.NAME_UNKNOWN)
            .with(facts);
  }

  /**
   * A name, looked up.
   *
   * @param address null: there is none
   */
  record Resolved(Finding finding, @Nullable InetAddress address) {}
}
