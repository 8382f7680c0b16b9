package io.rhumb.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A target of raw bytes: it reads requests, and a test says what is written in return, down to the broken half of it. */
final class RawServer {

  private final NetServer server;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private RawServer(NetServer server) {
    this.server = server;
  }

  static RawServer start(Vertx vertx, Handler<Request> answer) throws Exception {
    return start(vertx, new NetServerOptions(), answer);
  }

  static RawServer start(Vertx vertx, NetServerOptions options, Handler<Request> answer)
      throws Exception {
    NetServer net = vertx.createNetServer(options.setHost("127.0.0.1").setPort(0));
    RawServer server = new RawServer(net);
    net.connectHandler(socket -> server.accept(socket, answer));
    // Handshakes that fail, as tests want some to.
    net.exceptionHandler(failure -> {});
    net.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    return server;
  }

  int port() {
    return server.actualPort();
  }

  /** Connections so far, each of them with its TLS handshake done if there is one. */
  List<Connection> connections() {
    return connections;
  }

  List<Request> requests() {
    return requests;
  }

  private void accept(NetSocket socket, Handler<Request> answer) {
    Connection connection = new Connection(socket, connections.size());
    connections.add(connection);
    Buffer unread = Buffer.buffer();
    socket.exceptionHandler(failure -> {});
    socket.closeHandler(v -> connection.closed.complete(null));
    Buffer[] rest = {unread};
    socket.handler(bytes -> {
      rest[0].appendBuffer(bytes);
      Request request = connection.next(rest[0]);
      if (request != null) {
        rest[0] = rest[0].getBuffer(request.length, rest[0].length());
        requests.add(request);
        answer.handle(request);
      }
    });
  }

  /** One connection. */
  static final class Connection {

    private final NetSocket socket;
    private final int index;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private int requests;

    private Connection(NetSocket socket, int index) {
      this.socket = socket;
      this.index = index;
    }

    /** Completes when the client, or this server, has closed it. */
    CompletableFuture<Void> closed() {
      return closed;
    }

    String serverName() {
      return socket.indicatedServerName();
    }

    private Request next(Buffer bytes) {
      String text = bytes.toString("ISO-8859-1");
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        return null;
      }
      String head = text.substring(0, end);
      int length = 0;
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).trim());
        }
      }
      int total = end + 4 + length;
      return bytes.length() < total
          ? null
          : new Request(this, requests++, head, bytes.getBuffer(end + 4, total), total);
    }
  }

  /** One request, and the means to answer it. */
  static final class Request {

    private final Connection connection;
    private final int index;
    private final String head;
    private final Buffer body;
    private final int length;

    private Request(Connection connection, int index, String head, Buffer body, int length) {
      this.connection = connection;
      this.index = index;
      this.head = head;
      this.body = body;
      this.length = length;
    }

    /** Which connection it came on, from 0. */
    int connection() {
      return connection.index;
    }

    /** Its place among the requests of its connection, from 0. */
    int index() {
      return index;
    }

    String line() {
      return head.lines().findFirst().orElse("");
    }

    Buffer body() {
      return body;
    }

    /** The values of a header, in order. */
    List<String> header(String name) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).trim())
          .toList();
    }

    void ok(String text) {
      answer("200 OK", text);
    }

    void answer(String status, String text) {
      write("HTTP/1.1 " + status + "\r\ncontent-length: " + text.length() + "\r\n\r\n" + text);
    }

    void write(String text) {
      write(Buffer.buffer(text));
    }

    /** Completes when they are out. */
    Future<Void> write(Buffer bytes) {
      return connection.socket.write(bytes);
    }

    /** Writes, and closes once that is out. */
    void writeAndClose(String text) {
      Promise<Void> written = Promise.promise();
      connection.socket.write(text).onComplete(written);
      written.future().onComplete(v -> connection.socket.close());
    }

    void close() {
      connection.socket.close();
    }
  }
}
