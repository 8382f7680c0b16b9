package io.rhumb.gateway.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A stretch of network before a server, which can stop carrying anything without a word. */
final class Wire {

  private final List<NetSocket> carried = new CopyOnWriteArrayList<>();
  private final List<NetSocket> closed = new CopyOnWriteArrayList<>();
  private volatile int dead;
  private int port;

  private Wire() {}

  static Wire to(Vertx vertx, int server) throws Exception {
    Wire wire = new Wire();
    NetClient client = vertx.createNetClient();
    wire.port = vertx
        .createNetServer()
        .connectHandler(near -> {
          int number = wire.carried.size();
          wire.carried.add(near);
          near.pause();
          near.closeHandler(v -> wire.closed.add(near));
          client.connect(server, "127.0.0.1").onSuccess(far -> {
            far.handler(bytes -> wire.carry(number, bytes, near));
            near.handler(bytes -> wire.carry(number, bytes, far));
            far.closeHandler(v -> near.close());
            near.resume();
          });
        })
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .actualPort();
    return wire;
  }

  private void carry(int number, Buffer bytes, NetSocket to) {
    if (number >= dead) {
      to.write(bytes);
    }
  }

  int port() {
    return port;
  }

  /** From now on, nothing goes over the connections that there are; others will be as usual. */
  void cut() {
    dead = carried.size();
  }

  int connections() {
    return carried.size();
  }

  /** How many of them the gateway closed. */
  int closed() {
    return closed.size();
  }
}
