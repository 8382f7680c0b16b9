package io.rhumb.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A client that says what a test has it say, byte for byte, and keeps what it hears. Thread-safe. */
final class RawClient {

  private record Waiter(Predicate<String> condition, Promise<String> met) {}

  private final NetSocket socket;
  private final StringBuilder heard = new StringBuilder();
  private final List<Waiter> waiters = new ArrayList<>();
  private final Promise<String> closed = Promise.promise();

  private RawClient(NetSocket socket) {
    this.socket = socket;
    socket.handler(this::hear);
    socket.exceptionHandler(cause -> {});
    socket.closeHandler(v -> closed.tryComplete(heard()));
  }

  /** A connection to the gateway's predict API. */
  static RawClient connect(World world) {
    return World.await(world
        .vertx
        .createNetClient(new NetClientOptions())
        .connect(world.gateway().port(), "127.0.0.1")
        .map(RawClient::new));
  }

  RawClient send(String text) {
    return send(Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  RawClient send(Buffer bytes) {
    write(bytes).onFailure(gone -> {});
    return this;
  }

  /** As {@link #send}. Completes when the server's side has taken all of it. */
  Future<Void> write(Buffer bytes) {
    return socket.write(bytes);
  }

  /** A whole prediction of the three instances, on a connection that stays. */
  RawClient predict() {
    return send(
        "POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: "
            + World.BODY.length() + "\r\n\r\n" + World.BODY);
  }

  /** Listens no more. */
  RawClient pause() {
    socket.pause();
    return this;
  }

  /** Listens again. */
  RawClient resume() {
    socket.resume();
    return this;
  }

  /** Goes away. */
  void close() {
    socket.close();
  }

  /** Goes away with a TCP reset, once that is so. */
  void reset(Future<?> when) {
    World.await(when);
    Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    // With no time to linger, a close is a reset: socket(7), SO_LINGER.
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  synchronized String heard() {
    return heard.toString();
  }

  /** All that was heard by the time the server closed the connection. */
  Future<String> closed() {
    return closed.future();
  }

  /** Completes with all that was heard by then; fails if the connection closes first. */
  synchronized Future<String> until(Predicate<String> condition) {
    Waiter waiter = new Waiter(condition, Promise.promise());
    waiters.add(waiter);
    closed.future().onSuccess(all -> waiter.met().tryFail("closed after: " + all));
    look();
    return waiter.met().future();
  }

  private synchronized void hear(Buffer bytes) {
    heard.append(bytes.toString(StandardCharsets.ISO_8859_1));
    look();
  }

  private void look() {
    String all = heard.toString();
    waiters.removeIf(waiter -> waiter.condition().test(all) && waiter.met().tryComplete(all));
  }
}
