package io.rhumb.gateway;

import static io.rhumb.gateway.Hostile.BODY;
import static io.rhumb.gateway.Hostile.assertRefused;
import static io.rhumb.gateway.Hostile.assertServed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request targets that try to be another path, or another kind of target. */
final class HostileTargetTest extends EndToEnd {

  @BeforeEach
  void start() {
    world.start();
  }

  @ParameterizedTest
  @MethodSource
  void notFound(String target) {
    assertRefused(world, "POST " + target + " HTTP/1.1\r\nhost: x\r\n" + BODY, "404");
  }

  static Stream<String> notFound() {
    return Stream.of(
        "//predict",
        "/predict/../x",
        "/predict/..",
        "/./predict",
        "/predict/%2e%2e",
        "/%70redict",
        "/predict%00",
        "/predict/%00",
        "/predict/linear%2F..",
        "/predict/%2Flinear",
        "/predict/linear%0d%0ahost:%20y",
        "/predict/\u00c0\u00af",
        "/predict/lin\0ear",
        "/predict/lin\u0001ear",
        "/predict/",
        "/predict/linear/",
        "/predict;x=y",
        "/predict#x",
        "/v1/models/:predict",
        "/v1/models/a:b:predict",
        "/v1/models/linear:predict:predict",
        "/v1/models/linear:explain",
        "\\predict",
        "predict",
        "x:443",
        "*",
        "/health/live/../../predict",
        "http://x/predict/../y",
        "/" + "a/".repeat(4_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/predict?x#y",
        "/predict?/../../x",
        "http://evil.test/predict",
        "http://evil.test:99/predict?x",
        "http://x",
        "/v1/models/linear%3Apredict"
      })
  void served(String target) {
    assertServed(world, "POST " + target + " HTTP/1.1\r\nhost: x\r\n" + BODY);
  }

  @ParameterizedTest
  @CsvSource({"OPTIONS *,404", "CONNECT x:443,404", "TRACE /predict,405", "FOO /predict,405"})
  void methodsWithoutBody_areRefused_andTheConnectionGoesOn(String start, String status) {
    RawClient client =
        RawClient.connect(world).send(start + " HTTP/1.1\r\nhost: x\r\n\r\n").predict();
    String heard = World.await(client.until(text -> text.contains("modelVersionId")));
    assertThat(heard).startsWith("HTTP/1.1 " + status + " ").contains("HTTP/1.1 200 ");
    assertReached(1, 0, 0);
    client.close();
  }
}
