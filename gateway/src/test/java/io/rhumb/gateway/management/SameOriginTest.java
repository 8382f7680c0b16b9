package io.rhumb.gateway.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ManagementConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask on the operator's port, and who may change something there. */
final class SameOriginTest {

  private static final String CHROME = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0";

  private static Vertx vertx;
  private static HttpServer server;
  private static HttpClient client;

  @BeforeAll
  static void listen() throws Exception {
    vertx = Vertx.vertx();
    ManagementConfig config =
        new ManagementConfig("vm.example", 0, false, List.of("Console.example"));
    OperatorRoute anything = router -> router.route().handler(routing -> routing
        .request()
        .body()
        .onSuccess(body -> routing.end("done " + body.length()))
        .onFailure(routing::fail));
    server = await(vertx
        .createHttpServer()
        .requestHandler(OperatorRouter.create(vertx, SameOrigin.of(config), List.of(anything)))
        .listen(0, "127.0.0.1"));
    client = vertx.createHttpClient();
  }

  @AfterAll
  static void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static int status(HttpMethod method, String path, Map<String, String> headers)
      throws Exception {
    RequestOptions options = new RequestOptions()
        .setMethod(method)
        .setHost("127.0.0.1")
        .setPort(server.actualPort())
        .setURI(path);
    headers.forEach(options::putHeader);
    return await(client
        .request(options)
        .compose(request ->
            method == HttpMethod.PUT ? request.send(Buffer.buffer("a body")) : request.send())
        .compose(answer -> answer.body().map(body -> answer.statusCode())));
  }

  private static Map<String, String> headers(String... namesAndValues) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        headers.put(namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return headers;
  }

  @ParameterizedTest
  @CsvSource({
    // curl
    "localhost:9090,,,200",
    "127.0.0.1:9090,,,200",
    "[::1]:9090,,,200",
    // the page itself
    "localhost:9090,http://localhost:9090,same-origin,200",
    "console.example,https://console.example,same-origin,200",
    // other pages
    "localhost:9090,https://evil.example,cross-site,403",
    "localhost:9090,http://localhost:3000,same-site,403",
    "localhost:9090,null,cross-site,403",
    "localhost:9090,,cross-site,403",
    "localhost:9090,https://evil.example,,403",
    // a name of somebody else that was made to mean this machine
    "evil.example:9090,http://evil.example:9090,same-origin,403",
    "evil.example,,,403"
  })
  void changes_areForItsOwnPage_andForTerminals(
      String host, String origin, String site, int expected) throws Exception {
    Map<String, String> headers = headers("host", host, "origin", origin, "sec-fetch-site", site);
    for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.POST)) {
      assertThat(status(method, "/demo/traffic", headers)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // a browser at this machine, at an address, and under a name that is configured
    "localhost:9090,same-origin,200",
    "localhost:9090,none,200",
    "rhumb.localhost,none,200",
    "127.0.0.1:9090,none,200",
    "10.1.2.3:9090,,200",
    "[fd00::1]:9090,,200",
    "console.example,,200",
    "CONSOLE.EXAMPLE:8443,same-origin,200",
    "vm.example:9090,,200",
    // under somebody else's
    "evil.example:9090,,403",
    "evil.example:9090,same-origin,403",
    "127.0.0.1.evil.example,,403",
    "localhost.evil.example,,403",
    "console.example.evil.example,,403",
    // other pages
    "localhost:9090,cross-site,403",
    "localhost:9090,same-site,403",
    "console.example,same-site,403"
  })
  void browsers_readUnderNamesThatNobodyElseOwns(String host, String site, int expected)
      throws Exception {
    for (String path : List.of("/config", "/explain", "/metrics", "/console/feed")) {
      Map<String, String> headers =
          headers("host", host, "user-agent", CHROME, "sec-fetch-site", site);
      assertThat(status(HttpMethod.GET, path, headers)).as(path).isEqualTo(expected);
    }
  }

  /** A page may have another user agent sent, and only what is not of its own origin is sent with one. */
  @ParameterizedTest
  @CsvSource({
    "user-agent,Mozilla/5.0",
    "accept-language,*",
    "origin,http://evil.example",
    "sec-fetch-site,same-origin"
  })
  void browser_isToldByAnyOfItsHeaders(String name, String value) throws Exception {
    assertThat(status(HttpMethod.GET, "/config", headers("host", "evil.example", name, value)))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl/8", "Prometheus/3.5.0", "kube-probe/1.33", "GoogleHC/1.0"})
  void programs_readUnderAnyName(String agent) throws Exception {
    for (String host : List.of("rhumb.monitoring.svc:9090", "rhumb", "10.1.2.3:9090")) {
      assertThat(status(HttpMethod.GET, "/metrics", headers("host", host, "user-agent", agent)))
          .isEqualTo(200);
    }
  }

  @Test
  void whatThisMachineCallsItself_isItsOwn() throws Exception {
    String name = InetAddress.getLocalHost().getHostName();
    assertThat(status(
            HttpMethod.PUT,
            "/demo/traffic",
            headers("host", name, "origin", "http://" + name, "user-agent", CHROME)))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/,navigate,document,200",
    "/console,navigate,document,200",
    "/console/,navigate,document,200",
    "/console/?model=fraud,navigate,document,200",
    "/console/,navigate,iframe,403",
    "/console/,no-cors,document,403",
    "/console/feed,navigate,document,403",
    "/explain,navigate,document,403",
    "/explain/../console/feed,navigate,document,403"
  })
  void links_leadToTheConsoleOnly(String path, String mode, String dest, int expected)
      throws Exception {
    Map<String, String> headers = headers(
        "host", "localhost:9090",
        "user-agent", CHROME,
        "sec-fetch-site", "cross-site",
        "sec-fetch-mode", mode,
        "sec-fetch-dest", dest);
    assertThat(status(HttpMethod.GET, path, headers)).isEqualTo(expected);
    assertThat(status(HttpMethod.POST, path, headers)).isEqualTo(403);
  }
}
