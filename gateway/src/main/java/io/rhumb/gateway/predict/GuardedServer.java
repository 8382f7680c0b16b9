package io.rhumb.gateway.predict;

import io.netty.channel.Channel;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.page.PagePool;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetServerImpl;
import io.vertx.core.net.impl.NetServerInternal;

/**
 * An HTTP server that counts its connections and puts a {@link DirectMemoryCounter} and a {@link ConnectionGuard} in front of each.
 *
 * <p>Vert.x tells of a connection when its first request is whole, and has no bound on the time until then: whoever wants to know
 * when it is accepted has to stand where the HTTP server takes over from its TCP server, inside Vert.x.
 */
final class GuardedServer {

  private GuardedServer() {}

  static HttpServer create(
      Vertx vertx, HttpServerOptions options, Limits limits, PagePool pagePool) {
    return new HttpServerImpl(
        new GuardingVertx((VertxInternal) vertx, options, limits, pagePool), options);
  }

  /** Makes the TCP server below the HTTP server. */
  private static final class GuardingVertx extends VertxWrapper {

    private final HttpServerOptions http;
    private final Limits limits;
    private final PagePool pagePool;

    GuardingVertx(VertxInternal vertx, HttpServerOptions http, Limits limits, PagePool pagePool) {
      super(vertx);
      this.http = http;
      this.limits = limits;
      this.pagePool = pagePool;
    }

    @Override
    public NetServerInternal createNetServer(NetServerOptions options) {
      return new GuardedTcpServer(delegate, options, http, limits, pagePool);
    }
  }

  private static final class GuardedTcpServer extends NetServerImpl {

    private final HttpServerOptions http;
    private final Limits limits;
    private final PagePool pagePool;
    private final DirectMemoryCounter counter;

    GuardedTcpServer(
        VertxInternal vertx,
        NetServerOptions options,
        HttpServerOptions http,
        Limits limits,
        PagePool pagePool) {
      super(vertx, options);
      this.pagePool = pagePool;
      this.http = http;
      this.limits = limits;
      this.counter = new DirectMemoryCounter(limits);
    }

    @Override
    public NetServerInternal connectHandler(Handler<NetSocket> handler) {
      return super.connectHandler(socket -> accept(socket, handler));
    }

    private void accept(NetSocket socket, Handler<NetSocket> handler) {
      Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
      if (!limits.connect()) {
        channel.close().addListener(closed -> {});
        return;
      }
      channel.closeFuture().addListener(closed -> limits.disconnect());
      handler.handle(socket);
      channel.pipeline().addFirst(counter, new ConnectionGuard(limits, pagePool, http));
    }
  }
}
