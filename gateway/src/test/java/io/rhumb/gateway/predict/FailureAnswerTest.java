package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.DispatchFailure.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
final class FailureAnswerTest {

  @ParameterizedTest
  @CsvSource({
    "THROTTLED,429,RESOURCE_EXHAUSTED",
    "DEADLINE_EXCEEDED,504,DEADLINE_EXCEEDED",
    "TOO_LARGE,502,UNKNOWN",
    "OVERLOADED,429,RESOURCE_EXHAUSTED",
    "WRONG_PROTOCOL,400,FAILED_PRECONDITION",
    "HEAD_TOO_LARGE,431,INVALID_ARGUMENT",
    "UNAVAILABLE,503,UNAVAILABLE"
  })
  void reason_hasItsStatus(Reason reason, int code, String status) {
    GatewayError error = FailureAnswer.of(new DispatchFailure(reason, 1), "fraud");

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void message_namesTheModel(Reason reason) {
    assertThat(FailureAnswer.of(new DispatchFailure(reason, 1), "fraud").message())
        .contains("fraud");
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "999999999,1",
    "1000000000,1",
    "1000000001,2",
    "30000000000,30",
    "299999999999,300"
  })
  void retryAfter_isInWholeSecondsRoundedUp(long nanos, String seconds, Vertx vertx)
      throws Exception {
    assertThat(retryAfter(vertx, Reason.THROTTLED, nanos)).isEqualTo(seconds);
    assertThat(retryAfter(vertx, Reason.UNAVAILABLE, nanos)).isEqualTo(seconds);
  }

  @Test
  void retryAfter_isNotGivenWhereItDoesNotHelp(Vertx vertx) throws Exception {
    assertThat(retryAfter(vertx, Reason.DEADLINE_EXCEEDED, 1)).isNull();
    assertThat(retryAfter(vertx, Reason.TOO_LARGE, 1)).isNull();
  }

  @Test
  void retryAfter_unknownTime_isFinite(Vertx vertx) throws Exception {
    assertThat(Long.parseLong(retryAfter(vertx, Reason.UNAVAILABLE, Long.MAX_VALUE)))
        .isPositive();
  }

  private static String retryAfter(Vertx vertx, Reason reason, long nanos) throws Exception {
    HttpServer server = vertx.createHttpServer().requestHandler(request -> {
      FailureAnswer.addRetryAfter(new DispatchFailure(reason, nanos), request.response());
      request.response().end();
    });
    HttpClient client = vertx.createHttpClient();
    String header = server
        .listen(0, "127.0.0.1")
        .compose(v -> client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/"))
        .compose(request -> request.send())
        .map(response -> response.getHeader("retry-after"))
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    // Held until here: a client that nobody holds is closed.
    client.close();
    return header;
  }
}
