package io.rhumb.gateway.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalRegionTest {

  private static final String REGION = "/computeMetadata/v1/instance/region";
  private static final String ZONE = "/computeMetadata/v1/instance/zone";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Handler<HttpServerRequest> answer = request -> {};
  private HttpServer server;

  @BeforeEach
  void listen() {
    server = value(vertx
        .createHttpServer()
        .requestHandler(request -> {
          requests.incrementAndGet();
          answer.handle(request);
        })
        .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() {
    value(vertx.close());
  }

  @Test
  void find_configured_asksNobody() {
    assertThat(value(LocalRegion.find(vertx, Optional.of("europe-west4"), host())))
        .isEqualTo("europe-west4");
    assertThat(requests).hasValue(0);
  }

  @Test
  void find_onCloudRun_isTheRegion() {
    answer = request -> {
      boolean asked =
          request.path().equals(REGION) && "Google".equals(request.getHeader("Metadata-Flavor"));
      google(request, asked ? 200 : 403).end("projects/123/regions/us-central1");
    };

    assertThat(value(LocalRegion.find(vertx, Optional.empty(), host()))).isEqualTo("us-central1");
  }

  @Test
  void find_onComputeEngine_isTheRegionOfTheZone() {
    answer = request -> {
      if (request.path().equals(ZONE)) {
        google(request, 200).end("projects/123/zones/northamerica-northeast1-a\n");
      } else {
        google(request, 404).end();
      }
    };

    assertThat(value(LocalRegion.find(vertx, Optional.empty(), host())))
        .isEqualTo("northamerica-northeast1");
  }

  @Test
  void ask_serverIsNotReadyYet_triesAgain() {
    answer = request -> {
      if (requests.get() < 3) {
        google(request, 503).end();
      } else {
        google(request, 200).end("projects/123/regions/us-east4");
      }
    };

    assertThat(value(region(List.of(1L, 1L), 20_000).ask())).isEqualTo("us-east4");
    assertThat(requests).hasValue(3);
  }

  @Test
  void ask_serverStaysBroken_saysWhatToConfigure() {
    answer = request -> google(request, 503).end();

    assertThat(failure(region(List.of(1L, 1L), 20_000).ask()))
        .hasMessage(
            "local-region: not configured, and the metadata server " + host()
                + " did not tell it: answered status 503 (expected: set local-region, such as us-central1)");
    assertThat(requests).hasValue(3);
  }

  @Test
  void ask_nobodyListens_saysWhatToConfigure() {
    LocalRegion region = region(List.of(1L), 20_000);
    value(server.close());

    assertThat(failure(region.ask()))
        .hasMessageContaining("Connection refused")
        .hasMessageContaining("set local-region");
  }

  @Test
  void ask_noAnswer_givesUpInTime() {
    assertThat(failure(region(List.of(1L), 50).ask()))
        .hasMessageContaining("no answer")
        .hasMessageContaining("set local-region");
  }

  @Test
  void ask_notAMetadataServer_isNotBelievedNorAskedAgain() {
    answer = request -> request.response().end("projects/123/regions/us-central1");

    assertThat(failure(region(List.of(1L, 1L), 20_000).ask()))
        .hasMessageContaining("Metadata-Flavor: Google");
    assertThat(requests).hasValue(1);
  }

  @Test
  void ask_redirect_isNotFollowed() {
    answer = request -> request
        .response()
        .setStatusCode(302)
        .putHeader("Location", "http://" + host() + ZONE)
        .end();

    assertThat(failure(region(List.of(), 20_000).ask()))
        .hasMessageContaining("Metadata-Flavor: Google");
    assertThat(requests).hasValue(1);
  }

  @Test
  void ask_garbage_isNotARegion() {
    answer = request -> google(request, 200).end("<html>");

    assertThat(failure(region(List.of(1L), 20_000).ask()))
        .hasMessageContaining("something other")
        .hasMessageNotContaining("html");
  }

  @Test
  void ask_emptyAnswer_isNotARegion() {
    answer = request -> google(request, 200).end();

    assertThat(failure(region(List.of(1L), 20_000).ask())).hasMessageContaining("something other");
  }

  @Test
  void find_hostThatCannotBeOne_saysSo() {
    assertThat(failure(LocalRegion.find(vertx, Optional.empty(), "a b")))
        .hasMessage("metadata-host: a b (expected: host or host:port)");
  }

  private LocalRegion region(List<Long> pauses, long allMillis) {
    WebClient client = LocalRegion.client(vertx);
    return new LocalRegion(
        vertx, client, HostAndPort.create("127.0.0.1", server.actualPort()), pauses, allMillis);
  }

  private String host() {
    return "127.0.0.1:" + server.actualPort();
  }

  private static HttpServerResponse google(HttpServerRequest request, int status) {
    return request.response().setStatusCode(status).putHeader("Metadata-Flavor", "Google");
  }

  private static <T> T value(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private static Throwable failure(Future<?> future) {
    try {
      throw new AssertionError("succeeded with " + value(future));
    } catch (CompletionException e) {
      return e.getCause();
    }
  }
}
