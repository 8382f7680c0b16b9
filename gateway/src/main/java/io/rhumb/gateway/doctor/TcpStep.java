package io.rhumb.gateway.doctor;

import io.netty.channel.ConnectTimeoutException;
import io.rhumb.gateway.config.TargetConfig;
import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connects. */
final class TcpStep {

  private final NetClient client;
  private final Duration patience;
  private final Duration gatewaysPatience;

  /**
   * A step.
   *
   * @param client whose connect timeout is {@code patience}
   * @param gatewaysPatience how long the gateway itself would wait
   */
  TcpStep(NetClient client, Duration patience, Duration gatewaysPatience) {
    this.client = client;
    this.patience = patience;
    this.gatewaysPatience = gatewaysPatience;
  }

  /** What came of it; never fails. */
  Future<Connected> run(TargetConfig target, InetAddress address) {
    String where = where(address, target.port());
    long begun = System.nanoTime();
    return client
        .connect(SocketAddress.inetSocketAddress(named(target, address)))
        .map(socket -> new Connected(connected(where, System.nanoTime() - begun), socket))
        .otherwise(
            failure -> new Connected(failed(where, failure, System.nanoTime() - begun), null));
  }

  /** The connection goes to the address; of the name, TLS is told that it is the server's. */
  private static InetSocketAddress named(TargetConfig target, InetAddress address) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(target.serverName(), address.getAddress()), target.port());
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("address: " + address, impossible);
    }
  }

  private static String where(InetAddress address, int port) {
    String text = address.getHostAddress();
    return (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + port;
  }

  private Finding connected(String where, long nanos) {
    return nanos <= gatewaysPatience.toNanos()
        ? Finding.ok(Step.TCP, nanos, "connected to " + where)
        : Finding.warning(
            Step.TCP, nanos, "connected to " + where + ", later than the gateway waits", Sign.SLOW);
  }

  private Finding failed(String where, Throwable failure, long nanos) {
    Sign sign = sign(failure);
    String text =
        switch (sign) {
          case SILENT ->
            "no answer from " + where + " within " + Amounts.latency(patience.toNanos());
          case REFUSED -> where + " refuses connections";
          default -> "there is no way to " + where;
        };
    return Finding.failed(Step.TCP, nanos, text, sign).with(Map.of("where", where));
  }

  private static Sign sign(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof ConnectTimeoutException || message.contains("timed out")) {
      return Sign.SILENT;
    }
    boolean refused =
        !(failure instanceof NoRouteToHostException) && message.contains("Connection refused");
    return refused ? Sign.REFUSED : Sign.NO_ROUTE;
  }

  /**
   * An attempt to connect.
   *
   * @param socket open; null: there is none
   */
  record Connected(Finding finding, @Nullable NetSocket socket) {}
}
