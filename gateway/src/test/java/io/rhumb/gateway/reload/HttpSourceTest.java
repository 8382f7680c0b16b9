package io.rhumb.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A configuration that a server answers, and what else a server may do. */
final class HttpSourceTest {

  private final Vertx vertx = Vertx.vertx();
  private final Promise<Void> gone = Promise.promise();
  private HttpServer server;
  private volatile Consumer<HttpServerResponse> answer = response -> response.end("models: 1");

  @BeforeEach
  void startServer() throws Exception {
    server = vertx.createHttpServer().requestHandler(request -> {
      request.connection().closeHandler(gone::tryComplete);
      answer.accept(request.response());
    });
    await(server.listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void answer_isTheConfiguration() throws Exception {
    assertThat(await(fetch(5_000)).documents().get(0).bytes()).asString().isEqualTo("models: 1");
  }

  @Test
  void otherStatus_isRefused_andItsPageIsNotRead() throws Exception {
    answer = response -> response.setStatusCode(503).setChunked(true).write("models: 1");
    assertThat(refusal(fetch(60_000)))
        .isEqualTo("status 503 (expected: 200 with the configuration)");
    await(gone.future());
  }

  @Test
  void serverThatDrips_isGivenUp() throws Exception {
    answer = response -> {
      response.setChunked(true);
      vertx.setPeriodic(0, 20, id -> response.write("#"));
    };
    assertThat(refusal(fetch(200))).startsWith("not readable: ").contains("200");
    await(gone.future());
  }

  @Test
  void bodyWithoutEnd_isGivenUp_onceItIsTooLarge() throws Exception {
    answer = response -> response.setChunked(true).write(Buffer.buffer(new byte[4 << 20]));
    assertThat(refusal(fetch(60_000)))
        .isEqualTo("more than 3145728 bytes (expected: a configuration)");
    await(gone.future());
  }

  @Test
  void bodyThatIsCut_isRefused() throws Exception {
    answer = response -> response
        .putHeader("content-length", "99")
        .write("models: 1")
        .onSuccess(v -> response.reset());
    assertThat(refusal(fetch(5_000))).startsWith("not readable: ");
  }

  private Future<ConfigContent> fetch(long timeoutMillis) {
    String url = "http://127.0.0.1:" + server.actualPort() + "/gateway.yaml?sig=s3cret";
    return HttpSource.of(vertx, url, timeoutMillis).fetch();
  }

  private static String refusal(Future<ConfigContent> fetched) throws Exception {
    Throwable failure =
        await(fetched.map(content -> new Throwable()).recover(Future::succeededFuture));
    assertThat(failure).isInstanceOf(InvalidConfigException.class);
    assertThat(failure.getMessage()).doesNotContain("s3cret");
    return ((InvalidConfigException) failure).problems().get(0);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
