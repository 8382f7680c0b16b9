package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.packaged.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Some clients mean harm; another asks for predictions meanwhile, and is served as ever. Requests that are none are refused or their
 * connection is closed, and nothing of them reaches a region. After that they pour in many times what the process may have of memory.
 */
final class HostileClients extends FaultRow {

  private static final String HEAD = "POST /predict HTTP/1.1\r\nhost: localhost\r\n";
  private static final int RESETS = 3_000;
  private static final Duration PERIOD = Duration.ofMillis(25);
  private static final int EACH = 10;
  private static final int TIMEOUT_MILLIS = 30_000;

  HostileClients() {
    super("26", "hostile clients beside a well-behaved one");
  }

  @Override
  boolean alone() {
    return true;
  }

  @Override
  Site site(Stage stage, String model) {
    return super.site(stage, model).bounded(Flood.JVM, Flood.SERVER);
  }

  @Override
  void play(Scene scene) throws IOException {
    scene.warmUp();
    int requests = scene.form().pick(120, 1_200);
    CompletableFuture<Answers> wellBehaved = scene.client().paceAsync(requests, PERIOD);
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < EACH; i++) {
        slow.add(send(scene, HEAD + "x-slow: a"));
        slow.add(send(scene, HEAD + "content-length: 1000000\r\n\r\n{"));
      }
      List<String> refusals = new ArrayList<>();
      for (int i = 0; i < EACH; i++) {
        refusals.add(refused(scene, HEAD + "x-huge: " + "a".repeat(1 << 20) + "\r\n\r\n"));
        refusals.add(refused(scene, HEAD + "content-length: 99999999999\r\n\r\n"));
        refusals.add(refused(scene, HEAD + "transfer-encoding: chunked\r\n\r\nno size\r\n"));
        refusals.add(refused(
            scene, HEAD + "content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"));
      }
      resetRapidly(scene);
      Answers answers = scene.sheet().add(Await.await(wellBehaved));

      answers.predicted().within(Duration.ZERO);
      assertThat(refusals).allMatch(line -> line.isEmpty() || line.startsWith("HTTP/1.1 4"));
      assertThat(scene.site().regions()).allMatch(region -> region.counters().inFlight() == 0);
      assertThat(scene.site().reached(Site.LOCAL) + scene.site().reached(Site.NEXT))
          .isEqualTo(requests);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    new Flood(scene).run();
  }

  private static Socket send(Scene scene, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), scene.gateway().port());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException refusedAlready) {
      return socket;
    }
    return socket;
  }

  /** The status line; empty if the connection was closed instead. */
  private static String refused(Scene scene, String text) throws IOException {
    try (Socket socket = send(scene, text)) {
      return Flood.statusLine(socket);
    }
  }

  /** Opens HTTP/2 streams only to reset them (CVE-2023-44487), until its connection is closed over it, or it was too slow for that. */
  private static void resetRapidly(Scene scene) {
    Promise<Void> ended = Promise.promise();
    HttpClient client = scene
        .stage()
        .vertx
        .httpClientBuilder()
        .with(new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false))
        .withConnectHandler(connection -> {
          // That a connection breaks is what this is about; Vert.x would log each as an error.
          connection.exceptionHandler(broken -> {});
          connection.closeHandler(v -> ended.tryComplete());
        })
        .build();
    List<Future<Void>> streams = new ArrayList<>();
    for (int i = 0; i < RESETS; i++) {
      streams.add(client
          .request(HttpMethod.POST, scene.gateway().port(), "127.0.0.1", "/predict")
          .compose(request -> {
            request.exceptionHandler(reset -> {});
            assertThat(request.version()).isEqualTo(HttpVersion.HTTP_2);
            request.setChunked(true).sendHead();
            return request.reset(8);
          }));
    }
    Stage.await(Future.any(ended.future(), Future.all(streams)));
    Stage.await(client.close());
  }
}
