package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.ResidencyConfig;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.strategy.StrategySpec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No request leaves the regions that its client allows: not by strategy, failover, hedge or probe. */
class ResidencyTest extends EndToEnd {

  private static final String HEADER = "x-rhumb-regions";
  private static final String ELSEWHERE = NEXT + ", " + LAST;
  private static final ResidencyConfig CHOICE = new ResidencyConfig(List.of(), true);

  private static HttpResponse<Buffer> predictIn(String regions) {
    return World.await(sendIn(regions));
  }

  private static Future<HttpResponse<Buffer>> sendIn(String regions) {
    return request(regions).sendBuffer(Buffer.buffer(World.BODY));
  }

  private static HttpRequest<Buffer> request(String regions) {
    return world.post("/predict").putHeader(HEADER, regions);
  }

  private static ModelConfig choosing(ModelConfig model) {
    return model.withResidency(CHOICE);
  }

  private static Stream<StrategySpec> strategies() {
    return Stream.of(
        StrategySpec.of("local-first"),
        StrategySpec.of("round-robin"),
        StrategySpec.of("latency-weighted"),
        new StrategySpec("weighted", Map.of("weights", Map.of(LOCAL, 99, NEXT, 1))),
        new StrategySpec("priority", Map.of("order", List.of(LOCAL, NEXT))),
        new StrategySpec("sticky", Map.of("body", 64)),
        new StrategySpec("shadow", Map.of("run", "local-first", "beside", "round-robin")),
        hedged("local-first"),
        hedged("round-robin"));
  }

  private static StrategySpec hedged(String of) {
    return new StrategySpec("hedged", Map.of("of", of, "budget", 1, "delay", "10ms"));
  }

  /** The region outside is well and local: whatever crosses the fence would be answered there. */
  @ParameterizedTest
  @MethodSource("strategies")
  void insideBroken_nothingGoesOutside(StrategySpec strategy) {
    world
        .model(model -> choosing(Configs.strategy(model, strategy)))
        .breakerReset(Duration.ofMillis(20))
        .start()
        .fault(Fault.status(503), NEXT, LAST);
    for (int i = 0; i < 20; i++) {
      HttpResponse<Buffer> answer = predictIn(ELSEWHERE);
      assertUnavailable(answer);
      assertThat(answer.bodyAsJsonObject().getJsonObject("error").getString("message"))
          .isEqualTo("model linear, fenced in " + ELSEWHERE + ": no target can answer for now");
    }
    world.until("a probe of each", () -> {
      predictIn(ELSEWHERE);
      Scrape metrics = Scrape.of(world);
      return probes(metrics, NEXT) > 0 && probes(metrics, LAST) > 0;
    });
    assertThat(world.reached(NEXT)).isPositive();
    assertThat(world.reached(LAST)).isPositive();
    assertThat(world.reached(LOCAL)).isZero();

    assertPredictedBy(LOCAL, world.predict());
  }

  private static double probes(Scrape metrics, String region) {
    return metrics.sum("rhumb_attempts_total", "kind=\"probe\"", "target=\"" + region + "\"");
  }

  /** One of the two is slow, so that hedges are wanted; they go to the other one, and home is nearer. */
  @ParameterizedTest
  @ValueSource(strings = {"local-first", "round-robin", "latency-weighted"})
  void insideSlow_hedgesStayInside(String of) {
    world.model(model -> choosing(Configs.strategy(model, hedged(of)))).start();
    world.fault(Fault.latency(Duration.ofSeconds(1)), NEXT);
    List<HttpResponse<Buffer>> answers = World.await(
            Future.join(IntStream.range(0, 20).mapToObj(i -> sendIn(ELSEWHERE)).toList()))
        .list();
    answers.forEach(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    assertThat(Scrape.of(world).attempts("kind=\"hedge\"")).isPositive();
    assertThat(world.reached(LOCAL)).isZero();
  }

  @Test
  void oneRegionInside_isNotHedgedNorFailedOver() {
    world
        .model(model -> choosing(Configs.strategy(model, hedged("local-first"))))
        .start();
    world.fault(Fault.latency(Duration.ofMillis(100)), LAST);
    assertPredictedBy(LAST, predictIn(LAST));
    world.fault(Fault.status(503), LAST);
    HttpResponse<Buffer> broken = predictIn(LAST);
    assertUnavailable(broken);
    assertThat(attempts(broken)).hasSize(1);
    assertReached(0, 0, 2);
  }

  @Test
  void outOfQuotaInside_429SaysWhere() {
    world.model(ResidencyTest::choosing).start().fault(Fault.status(429), LAST);
    HttpResponse<Buffer> answer = predictIn(LAST);
    assertGatewayError(429, "RESOURCE_EXHAUSTED", answer);
    assertThat(answer.bodyAsString()).contains("model linear, fenced in " + LAST + ": ");
    assertReached(0, 0, 1);
  }

  @Test
  void statisticsAndBreakers_areThoseOfEveryRequest() {
    world
        .model(ResidencyTest::choosing)
        .breakerReset(Duration.ofMinutes(5))
        .start()
        .fault(Fault.status(503), LAST);
    for (int i = 0; i < 10; i++) {
      predictIn(LAST);
    }
    // Four until the breaker opens; after that, last resorts inside the fence.
    assertThat(world.reached(LAST)).isBetween(4L, 10L);
    assertThat(world.reached(LOCAL) + world.reached(NEXT)).isZero();
    assertThat(Scrape.of(world).availability(LAST)).isEqualTo("breaker-open");
  }

  @Test
  void severalLines_countAsOne_andTheHeaderEndsAtTheGateway() {
    world.model(ResidencyTest::choosing).start().fault(Fault.status(503), NEXT);
    HttpRequest<Buffer> request = request(NEXT);
    request.headers().add(HEADER, LAST);
    assertPredictedBy(LAST, World.await(request.sendBuffer(Buffer.buffer(World.BODY))));
    assertReached(0, 1, 1);
  }

  @Test
  void noTargetThere_400NamesTheRegions() {
    world.model(ResidencyTest::choosing).start();
    HttpResponse<Buffer> answer = predictIn("asia-east1");
    assertGatewayError(400, "FAILED_PRECONDITION", answer);
    assertThat(answer.bodyAsJsonObject().getJsonObject("error").getString("message"))
        .isEqualTo(
            "x-rhumb-regions: no target there (expected: at least one of us-central1, us-east4, europe-west4)");
    assertReached(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "europe-west4;us-east4", "Europe-West4", "europe-west4,,us-east4"})
  void malformed_400(String regions) {
    world.model(ResidencyTest::choosing).start();
    HttpResponse<Buffer> answer = predictIn(regions);
    assertGatewayError(400, "INVALID_ARGUMENT", answer);
    assertThat(answer.bodyAsString())
        .contains(
            "x-rhumb-regions: not a list of regions (expected: such as europe-west1, europe-west4)");
    assertReached(0, 0, 0);
  }

  /** Left out, it would be a promise that nobody keeps. */
  @Test
  void whereTheModelLeavesNoChoice_400() {
    world.start();
    HttpResponse<Buffer> answer = predictIn(LOCAL);
    assertGatewayError(400, "INVALID_ARGUMENT", answer);
    assertThat(answer.bodyAsString())
        .contains("x-rhumb-regions: not for this model (expected: no such header");
    assertReached(0, 0, 0);
  }

  @Test
  void modelWithRegions_saysSoWhenItCannotAnswer() {
    world
        .model(model -> model.withResidency(new ResidencyConfig(List.of(LOCAL, NEXT, LAST), false)))
        .start()
        .fault(Fault.status(503), LOCAL, NEXT, LAST);
    HttpResponse<Buffer> answer = world.predict();
    assertUnavailable(answer);
    assertThat(answer.bodyAsString())
        .contains("model linear, fenced in us-central1, us-east4, europe-west4: ");
  }
}
