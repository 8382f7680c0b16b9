package io.rhumb.gateway;

import static io.rhumb.gateway.Http2Frames.END_HEADERS;
import static io.rhumb.gateway.Http2Frames.END_STREAM;
import static io.rhumb.gateway.World.LOCAL;
import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that speak HTTP/2 over plain TCP: those that know that the gateway does, and those that ask. */
final class Http2ClientsTest extends EndToEnd {

  private static final String OFFER =
      "connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n";

  @BeforeEach
  void start() {
    world.start();
  }

  /** Java's client asks with each first request of a connection. */
  @Test
  void javasClient_thatAsksWithoutABody_goesOnInHttp2() throws Exception {
    java.net.http.HttpClient client = javasClient();
    HttpResponse<String> ready = client.send(get("/health/ready"), ofString());
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_2);

    List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 50)
        .mapToObj(i -> client.sendAsync(post("/predict", World.BODY), ofString()))
        .toList();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      HttpResponse<String> one = answer.get(20, TimeUnit.SECONDS);
      assertThat(one.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_2);
      assertThat(one.body()).contains("[1.0,2.0,3.0]");
    }
  }

  @Test
  void javasClient_thatAsksWithAPrediction_isAnsweredInHttp11() throws Exception {
    java.net.http.HttpClient client = javasClient();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = client.send(post("/predict", World.BODY), ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_1_1);
      assertThat(answer.body()).contains("[1.0,2.0,3.0]");
    }
  }

  @Test
  void javasClient_afterTheUpgrade_getsErrorsAndLargeBodies() throws Exception {
    java.net.http.HttpClient client = javasClient();
    client.send(get("/health/ready"), ofString());

    assertThat(client.send(post("/nowhere", World.BODY), ofString()).statusCode())
        .isEqualTo(404);
    assertThat(client.send(get("/predict"), ofString()).statusCode()).isEqualTo(405);
    String large = "{\"instances\":[" + "[1.0],".repeat(300_000) + "[2.0]]}";
    HttpResponse<String> answer = client.send(post("/predict", large), ofString());
    assertThat(answer.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_2);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("{").contains("1.0,2.0]").hasSizeGreaterThan(1_000_000);
  }

  @Test
  void bodyBeyondTheBound_afterTheUpgrade_413() throws Exception {
    java.net.http.HttpClient client = javasClient();
    client.send(get("/health/ready"), ofString());

    HttpResponse<String> answer =
        client.send(post("/predict", "x".repeat((10 << 20) + 1)), ofString());

    assertThat(answer.statusCode()).isEqualTo(413);
    assertReached(0, 0, 0);
  }

  @Test
  void clientThatGivesUp_afterTheUpgrade_takesItsAttemptAlong() throws Exception {
    java.net.http.HttpClient client = javasClient();
    client.send(get("/health/ready"), ofString());
    world.fault(Fault.blackhole(), LOCAL);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(post("/predict", World.BODY), ofString());
    World.await(world.region(LOCAL).counters().when(seen -> seen.inFlight() == 1));

    answer.cancel(true);

    World.await(world.region(LOCAL).counters().when(seen -> seen.cancelled() == 1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void vertxClient_largeBodiesErrorsAndStreams(boolean asks) {
    HttpClient client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(asks)
        .setHttp2ClearTextUpgradeWithPreflightRequest(asks));
    Buffer large = Buffer.buffer("{\"instances\":[" + "[1.0],".repeat(300_000) + "[2.0]]}");
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(send(client, "/predict", i % 5 == 0 ? large : Buffer.buffer(World.BODY)));
    }
    answers.add(send(client, "/nowhere", Buffer.buffer(World.BODY)));
    World.await(Future.all(answers));

    assertThat(answers.subList(0, 20)).allMatch(answer -> answer.result().equals("HTTP_2 200"));
    assertThat(answers.get(20).result()).isEqualTo("HTTP_2 404");
    World.await(client.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http2", "--http2-prior-knowledge"})
  void curl_predicts(String option) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")));
    assertThat(curl(option, "-d", World.BODY, "/predict"))
        .contains("[1.0,2.0,3.0]")
        .endsWith(option.equals("--http2") ? "200 1.1" : "200 2");
    assertThat(curl(option, "/health/ready")).endsWith("200 2");
  }

  @Test
  void offerWithABody_isPassedOver_andTheConnectionStays() {
    RawClient client = RawClient.connect(world);
    client.send("POST /predict HTTP/1.1\r\nhost: x\r\n" + OFFER + "content-length: "
        + World.BODY.length() + "\r\n\r\n" + World.BODY);
    World.await(client.until(heard -> heard.contains("[1.0,2.0,3.0]")));
    client.predict();
    String heard = World.await(client.until(text -> text.split("1.0,2.0,3.0").length > 2));
    assertThat(heard).doesNotContain("101 ").contains("HTTP/1.1 200 ");
    client.close();
  }

  /** The guard looks at the first request only: Vert.x would not take up a later one. */
  @Test
  void laterOffer_isPassedOver() {
    RawClient client = RawClient.connect(world).predict();
    World.await(client.until(heard -> heard.contains("[1.0,2.0,3.0]")));
    client.send("GET /health/live HTTP/1.1\r\nhost: x\r\n" + OFFER + "\r\n");
    String heard = World.await(client.until(text -> text.split("HTTP/1.1 200 ").length > 2));
    assertThat(heard).doesNotContain("101 ");
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection: upgrade\r\nupgrade: h2c\r\n",
        "connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: !\r\n",
        "connection: upgrade, http2-settings\r\nupgrade: websocket\r\nhttp2-settings: AAMAAABk\r\n"
      })
  void brokenOffer_isPassedOver(String offer) {
    RawClient client = RawClient.connect(world);
    client.send("GET /health/live HTTP/1.1\r\nhost: x\r\n" + offer + "\r\n").predict();
    String heard = World.await(client.until(text -> text.contains("[1.0,2.0,3.0]")));
    assertThat(heard).startsWith("HTTP/1.1 200 ").doesNotContain("101 ");
    client.close();
  }

  @Test
  void requestThatIsRefused_isNotUpgraded() {
    String heard = World.await(RawClient.connect(world)
        .send("GET /health/live HTTP/1.1\r\nhost: x\r\nhost: y\r\n" + OFFER + "\r\n")
        .closed());
    assertThat(heard).startsWith("HTTP/1.1 400 ").doesNotContain("101 ");
  }

  /** RFC 9110, section 9.3.2. */
  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/nowhere", "/predict"})
  void answerToHead_isItsHeadAlone(String path) {
    RawClient client =
        RawClient.connect(world).send(Http2Frames.connection().head(1, path).bytes());
    String heard =
        World.await(client.until(all -> Http2Frames.of(all, 1).toString().contains("END_STREAM")));
    assertThat(Http2Frames.of(heard, 1)).containsExactly("HEADERS END_STREAM");
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/nowhere"})
  void answerToHead_saysHowLongItWouldBe(String path) {
    HttpClient client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    String length = World.await(client
        .request(HttpMethod.HEAD, world.gateway().port(), "127.0.0.1", path)
        .compose(request -> request.send())
        .compose(response -> response.end().map(v -> response.getHeader("content-length"))));
    assertThat(length).matches("[1-9]\\d*");
    World.await(client.close());
  }

  @Test
  void refusedRequest_thatIsWhole_isNotReset() {
    RawClient client = RawClient.connect(world)
        .send(Http2Frames.connection()
            .predict(1, END_HEADERS | END_STREAM, "x-rhumb-strategy", "nonsense")
            .ping()
            .bytes());
    String heard = World.await(client.until(all -> Http2Frames.pongs(all) == 1));
    assertThat(Http2Frames.of(heard, 1)).containsExactly("HEADERS", "DATA END_STREAM");
    client.close();
  }

  /** What Vert.x bounds, it bounds after an upgrade too. */
  @Test
  void rapidReset_afterTheUpgrade_isEnded() {
    world.fault(Fault.blackhole(), LOCAL);
    RawClient client = upgraded();

    String heard = World.await(client.send(resets(3_000)).closed());

    assertThat(Http2Frames.goAway(afterUpgrade(heard))).isEqualTo(11);
    assertThat(world.reached(LOCAL)).isLessThan(2_050);
  }

  /** In front of a gateway, one connection carries the requests of many clients. */
  @Test
  void someHundredClientsGiveUp_theOthersOnTheirConnection_areServed() {
    world.fault(Fault.blackhole(), LOCAL);
    RawClient client = upgraded();

    client.send(resets(500)).send(Http2Frames.more().ping().bytes());

    String heard = World.await(client.until(all -> Http2Frames.pongs(afterUpgrade(all)) == 1));
    assertThat(Http2Frames.goAway(afterUpgrade(heard))).isEqualTo(-1);
    client.close();
  }

  private static RawClient upgraded() {
    RawClient client = RawClient.connect(world);
    client.send("GET /health/live HTTP/1.1\r\nhost: x\r\n" + OFFER + "\r\n");
    String upgrade = World.await(client.until(heard -> heard.contains("\r\n\r\n")));
    assertThat(upgrade).startsWith("HTTP/1.1 101 ");
    return client;
  }

  private static String afterUpgrade(String heard) {
    return heard.substring(heard.indexOf("\r\n\r\n") + 4);
  }

  private static Buffer resets(int count) {
    Http2Frames frames = Http2Frames.connection();
    for (int stream = 3; stream < 3 + 2 * count; stream += 2) {
      frames.predict(stream, Http2Frames.END_HEADERS | Http2Frames.END_STREAM).reset(stream);
    }
    return frames.bytes();
  }

  private static java.net.http.HttpClient javasClient() {
    return java.net.http.HttpClient.newBuilder()
        .version(java.net.http.HttpClient.Version.HTTP_2)
        .build();
  }

  private static HttpRequest get(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).build();
  }

  private static HttpRequest post(String path, String body) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(20))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + world.gateway().port() + path);
  }

  private static Future<String> send(HttpClient client, String path, Buffer body) {
    return client
        .request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", path)
        .compose(request -> request.send(body))
        .compose(response ->
            response.body().map(all -> response.version() + " " + response.statusCode()));
  }

  /** The body, and then the status and the version; the last argument is the path. */
  private static String curl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(
        List.of("/usr/bin/curl", "-sS", "-m", "20", "-w", "%{http_code} %{http_version}"));
    command.addAll(List.of(arguments).subList(0, arguments.length - 1));
    command.add(uri(arguments[arguments.length - 1]).toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
