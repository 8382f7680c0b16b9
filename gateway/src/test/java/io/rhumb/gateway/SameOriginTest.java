package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may break the demo's regions: its own page, and whoever sits at the machine. */
final class SameOriginTest {

  private static Vertx vertx;
  private static HttpServer server;

  @BeforeAll
  static void listen() {
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.route().handler(SameOrigin::check);
    router.route().handler(routing -> routing.end("done"));
    server = World.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void close() {
    World.await(vertx.close());
  }

  private static int status(HttpMethod method, String host, Map<String, String> headers) {
    RequestOptions options = new RequestOptions()
        .setMethod(method)
        .setHost("127.0.0.1")
        .setPort(server.actualPort())
        .setURI("/demo/traffic")
        .putHeader("host", host);
    headers.forEach(options::putHeader);
    var client = vertx.createHttpClient();
    try {
      return World.await(client
          .request(options)
          .compose(request -> request.send())
          .map(answer -> answer.statusCode()));
    } finally {
      World.await(client.close());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // curl
    "localhost:9090,,,200",
    "127.0.0.1:9090,,,200",
    "[::1]:9090,,,200",
    // the page itself
    "localhost:9090,http://localhost:9090,same-origin,200",
    // other pages
    "localhost:9090,https://evil.example,cross-site,403",
    "localhost:9090,http://localhost:3000,same-site,403",
    "localhost:9090,null,cross-site,403",
    "localhost:9090,,cross-site,403",
    // a name of somebody else that was made to mean this machine
    "evil.example:9090,http://evil.example:9090,same-origin,403",
    "evil.example,,,403"
  })
  void changes_areForItsOwnPage_andForTerminals(
      String host, String origin, String site, int expected) {
    Map<String, String> headers = new java.util.HashMap<>();
    if (origin != null) {
      headers.put("origin", origin);
    }
    if (site != null) {
      headers.put("sec-fetch-site", site);
    }
    assertThat(status(HttpMethod.PUT, host, headers)).isEqualTo(expected);
    assertThat(status(HttpMethod.DELETE, host, headers)).isEqualTo(expected);
    assertThat(status(HttpMethod.POST, host, headers)).isEqualTo(expected);
  }

  @Test
  void reading_isForAll() {
    assertThat(status(HttpMethod.GET, "evil.example", Map.of("origin", "http://evil.example")))
        .isEqualTo(200);
  }
}
