package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
final class GatewayErrorTest {

  @ParameterizedTest
  @MethodSource("errors")
  void error_hasItsStatusAndGoogleRpcName(GatewayError error, int code, String status) {
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.status()).isEqualTo(status);
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(GatewayError.badRequest("m"), 400, "INVALID_ARGUMENT"),
        Arguments.of(GatewayError.notFound("m"), 404, "NOT_FOUND"),
        Arguments.of(GatewayError.methodNotAllowed("GET", "POST"), 405, "UNIMPLEMENTED"),
        Arguments.of(GatewayError.tooLarge(10), 413, "INVALID_ARGUMENT"),
        Arguments.of(GatewayError.throttled("m"), 429, "RESOURCE_EXHAUSTED"),
        Arguments.of(GatewayError.badGateway("m"), 502, "UNKNOWN"),
        Arguments.of(GatewayError.unavailable("m"), 503, "UNAVAILABLE"),
        Arguments.of(GatewayError.deadlineExceeded("m"), 504, "DEADLINE_EXCEEDED"));
  }

  @Test
  void messages_tellWhatWasExpected() {
    assertThat(GatewayError.methodNotAllowed("GET", "POST").message())
        .isEqualTo("method: GET (expected: POST)");
    assertThat(GatewayError.tooLarge(10).message())
        .isEqualTo("request body: too large (expected: at most 10 bytes)");
  }

  @Test
  void answer_isThePlatformsEnvelope(Vertx vertx) throws Exception {
    GatewayError error = GatewayError.notFound("no \"such\" model\n<b>");
    HttpServer server = vertx.createHttpServer();
    server.requestHandler(request -> error.send(request));
    int port = join(server.listen(0, "127.0.0.1")).actualPort();

    HttpClient client = vertx.createHttpClient();
    HttpClientResponse response = join(client
        .request(HttpMethod.POST, port, "127.0.0.1", "/")
        .compose(request -> request.send().compose(answer -> answer.body().map(body -> {
          assertThat(new JsonObject(body))
              .isEqualTo(new JsonObject()
                  .put(
                      "error",
                      new JsonObject()
                          .put("code", 404)
                          .put("message", "no \"such\" model\n<b>")
                          .put("status", "NOT_FOUND")
                          .put("details", new JsonArray())));
          return answer;
        }))));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.getHeader("content-type")).isEqualTo("application/json; charset=UTF-8");
    // Held until here: a client that nobody holds is closed.
    client.close();
  }

  private static <T> T join(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
