package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static io.rhumb.gateway.stub.StubWorld.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** One request over a bare connection to a plain stub, and every byte of what comes back. */
final class RawCall {

  private final StringBuffer heard = new StringBuffer();
  private final Watches watches = new Watches();
  private final Promise<String> closed = Promise.promise();

  private RawCall(NetSocket socket) {
    socket.exceptionHandler(cause -> {});
    socket.closeHandler(gone -> closed.tryComplete(heard.toString()));
    socket.handler(bytes -> {
      heard.append(bytes.toString(StandardCharsets.ISO_8859_1));
      watches.changed();
    });
  }

  static RawCall send(StubWorld plain, String uri, String body) {
    String head = "POST " + uri + " HTTP/1.1\r\nhost: " + ENDPOINT.publicName()
        + "\r\nauthorization: Bearer " + plain.token
        + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n";
    return await(
        plain.vertx.createNetClient().connect(plain.stub.port(), "127.0.0.1").map(socket -> {
          RawCall call = new RawCall(socket);
          socket.write(head + body);
          return call;
        }));
  }

  /** Everything so far, once it is so. */
  Future<String> until(Predicate<String> condition) {
    return watches.when(() -> condition.test(heard.toString())).map(met -> heard.toString());
  }

  /** Everything, once the connection is closed. */
  Future<String> closed() {
    return closed.future();
  }
}
