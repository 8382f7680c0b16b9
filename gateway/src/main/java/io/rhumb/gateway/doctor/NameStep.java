package io.rhumb.gateway.doctor;

import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
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

  private static Finding failed(String host, Throwable failure, long nanos) {
    Map<String, String> facts = Map.of("name", host);
    return silent(failure)
        ? Finding.failed(Step.DNS, nanos, "no answer for " + host, Sign.NAME_SILENT)
            .with(facts)
        : Finding.failed(Step.DNS, nanos, host + " is not known", Sign.NAME_UNKNOWN)
            .with(facts);
  }

  /**
   * Of servers that are silent the resolver says that the name is unknown, and only the cause of that tells the two
   * apart.
   */
  private static boolean silent(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException || cause instanceof DnsNameResolverTimeoutException) {
        return true;
      }
    }
    return false;
  }

  /**
   * A name, looked up.
   *
   * @param address null: there is none
   */
  record Resolved(Finding finding, @Nullable InetAddress address) {}
}
