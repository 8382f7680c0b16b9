package io.rhumb.gateway;

import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.TargetConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies that are on pages, which serve one after the other: nobody gets a byte of another's. Where assertions are checked, a page that is recycled is
 * overwritten, so that whoever still reads it reads what nobody sent.
 */
class LongBodiesTest extends EndToEnd {

  /** Five pages, the last of them with a part of a few bytes. */
  private static final int LENGTH = 4 * 64 * 1024 + 777;

  private static final int PAGE = 64 * 1024;

  /** More than sockets take that nobody reads from. */
  private static final int VERY_LONG = 24 << 20;

  /** By region: where one takes no more, the next does. */
  private static final Map<String, HttpServer> ECHOES = new HashMap<>();

  private static HttpServer broken;

  @BeforeAll
  static void startServers() {
    for (String region : List.of(LOCAL, NEXT, LAST)) {
      ECHOES.put(region, serve(region, LongBodiesTest::echo));
    }
    broken = serve(LOCAL, request -> request
        .body()
        .onSuccess(body -> request.response().setStatusCode(503).end(body)));
  }

  @AfterAll
  static void stopServers() {
    World.await(broken.close());
    ECHOES.values().forEach(echo -> World.await(echo.close()));
    ECHOES.clear();
  }

  private static HttpServer serve(String region, Handler<HttpServerRequest> handler) {
    HttpServerOptions options = new HttpServerOptions()
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(world.authority.issue(World.endpoint(region).names()).keyCertOptions());
    return World.await(
        world.vertx.createHttpServer(options).requestHandler(handler).listen(0, "127.0.0.1"));
  }

  /** Answers what it was asked, in the way that it was asked for, or something very long. */
  private static void echo(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      HttpServerResponse response = request.response();
      response
          .setChunked(request.headers().contains("x-chunked"))
          .end(request.headers().contains("x-very-long") ? veryLong() : body);
    });
  }

  private static Buffer veryLong() {
    return random(new Random(4), VERY_LONG);
  }

  @BeforeEach
  void startOverTheEcho() {
    world.target(usual -> at(usual, ECHOES.get(usual.region()))).start();
  }

  private static TargetConfig at(TargetConfig usual, HttpServer server) {
    return Configs.address(usual, "127.0.0.1", server.actualPort());
  }

  @Test
  void manyAtOnce_areAnsweredWithTheirOwn() {
    List<Future<Void>> clients = new ArrayList<>();
    for (int client = 0; client < 16; client++) {
      clients.add(ask(new Random(client), 12));
    }

    World.await(Future.join(clients));

    world.until("all given back", () -> Scrape.of(world).value("rhumb_buffered_bytes") == 0);
  }

  private Future<Void> ask(Random random, int times) {
    if (times == 0) {
      return Future.succeededFuture();
    }
    Buffer body = random(random, 1 + random.nextInt(2 * LENGTH));
    return world
        .post("/predict")
        .putHeader(random.nextBoolean() ? "x-chunked" : "x-plain", "1")
        .sendBuffer(body)
        .compose(answer -> {
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.body()).isEqualTo(body);
          return ask(random, times - 1);
        });
  }

  /** There are two event loops; if each body took pages of its own, there were two hundred. */
  @ParameterizedTest
  @ValueSource(strings = {"x-plain", "x-chunked"})
  void pages_serveOneBodyAfterTheOther(String way) {
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Buffer body = random(random, LENGTH);
      assertThat(World.await(world.post("/predict").putHeader(way, "1").sendBuffer(body))
              .body())
          .isEqualTo(body);
    }

    assertThat(Scrape.of(world).value("rhumb_page_bytes")).isBetween(4.0 * PAGE, 2 * 10.0 * PAGE);
  }

  @Test
  void answerThatIsNotTakenYet_keepsItsPages() {
    HttpClient slow = world.vertx.createHttpClient();
    HttpClientResponse waiting =
        World.await(slow.request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict")
            .compose(request -> request.putHeader("x-very-long", "1").send(Buffer.buffer("{}")))
            .onSuccess(HttpClientResponse::pause));

    World.await(ask(new Random(5), 10));
    Future<Buffer> body = waiting.body();
    waiting.resume();

    assertThat(World.await(body).equals(veryLong())).as("whole").isTrue();
    World.await(slow.close());
  }

  @Test
  void shortBodies_takeNoPage() {
    Buffer body = random(new Random(2), 60_000);

    assertThat(World.await(world.post("/predict").sendBuffer(body)).body()).isEqualTo(body);

    assertThat(Scrape.of(world).value("rhumb_page_bytes")).isZero();
  }

  /**
   * Of 12 MiB, it is refused at 10, and what still comes takes no page. The piece that is too much may be alone on its page, which is then left to the
   * collector.
   */
  @Test
  void bodyThatIsTooLong_leavesItsPagesToOthers() {
    RawClient client = RawClient.connect(world);
    client.send("POST /predict HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
    Buffer chunk = Buffer.buffer("100000\r\n")
        .appendBuffer(random(new Random(6), 1 << 20))
        .appendString("\r\n");
    for (int i = 0; i < 12; i++) {
      client.send(chunk);
    }

    assertThat(World.await(client.closed())).startsWith("HTTP/1.1 413 ");
    Scrape scrape = Scrape.of(world);
    double idle = scrape.value("rhumb_page_idle_bytes");
    // What came before it was known to be long may begin and end in the midst of a page.
    assertThat(idle).isBetween(150.0 * PAGE, 162.0 * PAGE);
    assertThat(scrape.value("rhumb_page_bytes")).isBetween(idle, idle + PAGE);
  }

  @Test
  void bodyThatIsRefusedOnceItWasRead_leavesItsPagesToOthers() {
    Buffer body =
        Buffer.buffer("{\"model\":\"nobody\",\"padding\":\"" + "x".repeat(LENGTH) + "\"}");

    HttpResponse<Buffer> answer = World.await(world.post("/v1/chat/completions").sendBuffer(body));

    assertThat(answer.statusCode()).isEqualTo(404);
    Scrape scrape = Scrape.of(world);
    assertThat(scrape.value("rhumb_page_idle_bytes"))
        .isEqualTo(scrape.value("rhumb_page_bytes"))
        .isEqualTo(5.0 * PAGE);
  }

  /** The first target has had the body, and said as much to it. */
  @Test
  void whatOneTargetWasAsked_theNextIsAskedToo() {
    world.stopGateway();
    world
        .target(
            usual -> at(usual, usual.region().equals(LOCAL) ? broken : ECHOES.get(usual.region())))
        .start();
    Random random = new Random(3);
    for (int i = 0; i < 5; i++) {
      Buffer body = random(random, LENGTH);
      HttpResponse<Buffer> answer = World.await(world.post("/predict").sendBuffer(body));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(body);
      assertThat(answer.getHeader("x-rhumb-target")).isEqualTo(NEXT);
    }
  }

  private static Buffer random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Buffer.buffer(bytes);
  }
}
