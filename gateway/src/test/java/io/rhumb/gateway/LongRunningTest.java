package io.rhumb.gateway;

import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.strategy.StrategySpec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on after its answer: begun once, and looked for where it was begun. */
class LongRunningTest {

  private static final String BEGIN =
      "/v1/projects/p/locations/l/endpoints/linear:predictLongRunning";
  private static final String FETCH =
      "/v1/projects/p/locations/l/endpoints/linear:fetchPredictOperation";

  private World world;
  private ScriptedRegion local;
  private ScriptedRegion next;

  @BeforeEach
  void createWorld() {
    world = World.create();
    local = ScriptedRegion.start(world.vertx);
    next = ScriptedRegion.start(world.vertx);
    world.target(this::scripted).start();
  }

  @AfterEach
  void closeWorld() {
    local.stop();
    next.stop();
    world.close();
  }

  private TargetConfig scripted(TargetConfig target) {
    return switch (target.region()) {
      case LOCAL -> Configs.address(Configs.plain(target), "127.0.0.1", local.port());
      case NEXT -> Configs.address(Configs.plain(target), "127.0.0.1", next.port());
      default -> target;
    };
  }

  private Future<HttpResponse<Buffer>> post(String path, String body) {
    return world.post(path).sendBuffer(Buffer.buffer(body));
  }

  private static void answer(ScriptedRegion.Call call, int status, String body) {
    await(call.response().setStatusCode(status).end(body));
  }

  @Test
  void begin_thatBreaksOff_isNotBegunElsewhere() {
    Future<HttpResponse<Buffer>> answer = post(BEGIN, World.BODY);
    local.next().cut();

    assertThat(await(answer).statusCode()).isEqualTo(503);
    assertThat(local.calls()).isEqualTo(1);
    assertThat(next.calls()).isZero();
  }

  @Test
  void begin_thatIsOutOfQuota_isBegunElsewhere() {
    Future<HttpResponse<Buffer>> answer = post(BEGIN, World.BODY);
    answer(local.next(), 429, "{}");
    answer(next.next(), 200, "{\"name\":\"x\"}");

    assertThat(await(answer).getHeader("x-rhumb-target")).isEqualTo(NEXT);
  }

  @Test
  void begin_thatFailsBehindTheTargetsFrontEnd_isNotBegunElsewhere() {
    Future<HttpResponse<Buffer>> answer = post(BEGIN, World.BODY);
    answer(local.next(), 502, "{}");

    assertThat(await(answer).statusCode()).isEqualTo(503);
    assertThat(local.calls()).isEqualTo(1);
    assertThat(next.calls()).isZero();
  }

  /** The answers have the project's number in the names, whatever the target is configured with. */
  @ParameterizedTest
  @ValueSource(strings = {"demo-project", "123456789"})
  void fetch_ofTwoTargetsInOneRegion_goesToTheOneThatItWasBegunAt(String project) {
    world.stopGateway();
    world
        .model(model -> Configs.strategy(model, StrategySpec.of("round-robin")))
        .target(target -> target.id().equals(NEXT) ? besideTheLocalOne(target) : scripted(target))
        .start();
    String name = new JsonObject()
        .put(
            "operationName",
            "projects/" + project + "/locations/" + LOCAL + "/endpoints/2222/operations/3")
        .encode();

    for (int i = 0; i < 4; i++) {
      Future<HttpResponse<Buffer>> found = post(FETCH, name);
      answer(next.next(), 200, "{}");
      assertThat(await(found).getHeader("x-rhumb-target")).isEqualTo(NEXT);
    }
    assertThat(local.calls()).isZero();
  }

  private TargetConfig besideTheLocalOne(TargetConfig target) {
    return new TargetConfig(
        NEXT,
        LOCAL,
        "127.0.0.1",
        next.port(),
        false,
        target.serverName(),
        new Resource.Endpoint("demo-project", LOCAL, "2222"),
        target.trust(),
        target.credential());
  }

  @Test
  void fetch_goesWhereItWasBegun_andNowhereElse() {
    String name = new JsonObject()
        .put("operationName", "projects/1/locations/" + NEXT + "/endpoints/2/operations/3")
        .encode();
    Future<HttpResponse<Buffer>> found = post(FETCH, name);
    answer(next.next(), 200, "{\"done\":true}");
    assertThat(await(found).bodyAsString()).isEqualTo("{\"done\":true}");

    Future<HttpResponse<Buffer>> lost = post(FETCH, name);
    answer(next.next(), 503, "{}");
    assertThat(await(lost).statusCode()).isEqualTo(503);
    assertThat(local.calls()).isZero();
  }
}
