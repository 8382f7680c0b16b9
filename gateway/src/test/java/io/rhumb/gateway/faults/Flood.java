package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Clients that send, each in its own way, far more than a small gateway could hold, and never come to an end. It refuses what is beyond its
 * bounds, goes on serving others, and its memory stays within what its configuration comes to.
 */
final class Flood {

  private static final int HEAP_MIB = 128;
  private static final int DIRECT_MIB = 64;

  /** Code, classes, threads, the collector and the allocator of C: what a gateway has beside heap and direct memory. A guess, with room to spare. */
  private static final int REST_MIB = 128;

  /** As the image has it, only smaller. */
  static final String JVM = "-Xmx" + HEAP_MIB + "m -XX:MaxDirectMemorySize=" + DIRECT_MIB
      + "m -XX:+ExitOnOutOfMemoryError";

  /** A quarter of the heap for bodies is the default; time to send a head in is a fifth of the default, so that it can be waited for. */
  static final String SERVER = ", head-timeout: 2s";

  private static final String HEAD = "POST /predict HTTP/1.1\r\nhost: localhost\r\n";
  private static final int MIB = 1 << 20;
  private static final int CLIENTS = 60;
  private static final int PIECES = 9;
  private static final int CONNECTIONS = 600;
  private static final int STREAMS = 500;
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Scene scene;
  private final List<Socket> sockets = new ArrayList<>();

  Flood(Scene scene) {
    this.scene = scene;
  }

  void run() throws IOException {
    endlessBodies();
    endlessStreams();
    headsOfManyHeaders();
    headsOfOneLargeHeader();
    requestsAhead();
    isBounded();
  }

  /** Four times the heap, in chunks, of bodies without an end. */
  private void endlessBodies() throws IOException {
    byte[] chunk = ("100000\r\n" + "x".repeat(MIB) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < CLIENTS; i++) {
      send(HEAD + "transfer-encoding: chunked\r\n\r\n");
    }
    for (int piece = 0; piece < PIECES; piece++) {
      sockets.forEach(socket -> pour(socket, chunk));
    }
    until("bodies are refused", page -> refused(page, "request-body") > 0);
    isServing("bodies without an end");
  }

  /** The same over HTTP/2. */
  private void endlessStreams() throws IOException {
    double before = refused(metrics(), "request-body");
    HttpClient client = scene
        .stage()
        .vertx
        .httpClientBuilder()
        .with(new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false))
        .with(new PoolOptions().setHttp2MaxSize(STREAMS / 50))
        .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
        .build();
    Buffer piece = Buffer.buffer(new byte[MIB]);
    for (int i = 0; i < STREAMS; i++) {
      client
          .request(HttpMethod.POST, scene.gateway().port(), "127.0.0.1", "/predict")
          .onSuccess(request -> {
            request.exceptionHandler(reset -> {});
            request.setChunked(true).write(piece).onFailure(reset -> {});
          });
    }
    until("bodies are refused", page -> refused(page, "request-body") > before);
    Stage.await(client.close());
    isServing("bodies without an end over HTTP/2");
  }

  /** Of five bytes each, which are many more once they are decoded. Refused at the first that is one too many. */
  private void headsOfManyHeaders() throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      send(HEAD + "a:b\r\n".repeat(5_000));
    }
    for (Socket socket : sockets) {
      assertThat(statusLine(socket)).matches(line -> line.isEmpty() || line.contains(" 431 "));
    }
    isServing("heads of many headers");
  }

  /** As large as a head may be, but for its end: refused when its time is up. */
  private void headsOfOneLargeHeader() throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      send(HEAD + "x-large: " + "x".repeat(31_000));
    }
    for (Socket socket : sockets) {
      assertThat(statusLine(socket)).contains(" 408 ");
    }
    isServing("heads of one large header");
  }

  /** Requests sent ahead while the first is not answered: nobody looks at them yet, and they hold memory all the same. */
  private void requestsAhead() throws IOException {
    scene.site().fault(Fault.blackhole(), Site.LOCAL, Site.NEXT);
    String request = HEAD + "x-large: " + "x".repeat(31_000) + "\r\ncontent-length: 2\r\n\r\n{}";
    String ahead = HEAD + "content-length: 2\r\n\r\n{}" + request.repeat(4);
    for (int i = 0; i < CONNECTIONS; i++) {
      send(ahead);
    }
    // Of each some kilobytes, the first that came; the rest is left to its socket.
    until(
        "what is sent ahead is held",
        page -> page.value("rhumb_buffered_bytes") > 1024 * CONNECTIONS);
    hangUp();
    scene.site().heal(Site.LOCAL);
    scene.site().heal(Site.NEXT);
    isServing("requests ahead");
  }

  /** The clients of before have gone: others are served, by the same process. */
  private void isServing(String after) throws IOException {
    hangUp();
    until(
        "nothing is held after " + after,
        page ->
            page.value("rhumb_buffered_bytes") == 0 && page.value("rhumb_requests_in_flight") == 0);
    scene.sheet().add(scene.client().send(5)).predicted();
    assertThat(scene.gateway().process().alive()).isTrue();
    assertThat(scene.gateway().process().toString().lines())
        .noneMatch(line -> line.contains("java.lang.OutOfMemoryError"));
  }

  private void isBounded() {
    long most = HEAP_MIB + DIRECT_MIB + REST_MIB;
    scene.gateway().peakResidentKiB().ifPresent(peak -> assertThat(peak / 1024)
        .as("MiB resident at most")
        .isLessThan(most));
  }

  private static double refused(MetricsPage page, String reason) {
    return page.sum("rhumb_overload_refused_total", "reason=\"" + reason + "\"");
  }

  private static List<String> held(MetricsPage page) {
    return page.starting(
        "rhumb_buffered_bytes",
        "rhumb_requests_in_flight",
        "rhumb_client_connections",
        "rhumb_overload");
  }

  private MetricsPage metrics() {
    return MetricsPage.of(scene.gateway().managementPort());
  }

  private void until(String what, Predicate<MetricsPage> condition) {
    long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    MetricsPage page = metrics();
    while (!condition.test(page)) {
      assertThat(System.nanoTime()).as("%s: %s", what, held(page)).isLessThan(giveUp);
      page = metrics();
    }
  }

  private void send(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), scene.gateway().port());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    sockets.add(socket);
    pour(socket, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void pour(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException refusedAlready) {
      // That is what this is about.
    }
  }

  /** The status line of its answer; empty if the connection was closed instead. */
  static String statusLine(Socket socket) throws IOException {
    try {
      byte[] answer = new byte[4096];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(length, 0), StandardCharsets.US_ASCII)
          .lines()
          .findFirst()
          .orElse("");
    } catch (SocketException reset) {
      // Who closes with something unread resets, and that may overtake the answer.
      return "";
    }
  }

  private void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }
}
