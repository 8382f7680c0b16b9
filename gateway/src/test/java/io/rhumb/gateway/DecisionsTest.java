package io.rhumb.gateway;

import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ResidencyConfig;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator's port tells of requests: what became of the last ones, and what would become of the next. */
final class DecisionsTest extends EndToEnd {

  private static List<JsonObject> decisions(String query) {
    HttpResponse<Buffer> answer = world.management("/decisions" + query);
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return objects(answer.bodyAsJsonObject().getJsonArray("decisions"));
  }

  private static JsonObject lastDecision() {
    return decisions("").get(0);
  }

  private static JsonObject explain(String query) {
    HttpResponse<Buffer> answer = world.management("/explain" + query);
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return answer.bodyAsJsonObject();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> strings(JsonArray array, String key) {
    return objects(array).stream().map(object -> object.getString(key)).toList();
  }

  @Test
  void failover_isTold_withPlanAttemptsAndReasons() {
    world.start().fault(Fault.status(503), LOCAL);
    String id = world.predict().getHeader("x-request-id");

    JsonObject told = lastDecision();

    assertThat(told.getString("requestId")).isEqualTo(id);
    assertThat(told.getString("model")).isEqualTo("linear");
    assertThat(told.getString("method")).isEqualTo("predict");
    assertThat(told.getString("outcome")).isEqualTo("answered");
    assertThat(told.getInteger("status")).isEqualTo(200);
    assertThat(told.getString("target")).isEqualTo(NEXT);
    assertThat(told.getInteger("requestBytes")).isEqualTo(World.BODY.length());
    assertThat(told.getInteger("answerBytes")).isPositive();
    assertThat(strings(told.getJsonArray("plan"), "target")).containsExactly(LOCAL, NEXT, LAST);
    assertThat(strings(told.getJsonArray("plan"), "reason")).doesNotContainNull();
    assertThat(strings(told.getJsonArray("attempts"), "outcome"))
        .containsExactly("unavailable", "success");
    assertThat(strings(told.getJsonArray("attempts"), "kind"))
        .containsExactly("primary", "failover");
    JsonObject second = told.getJsonArray("attempts").getJsonObject(1);
    assertThat(told.getDouble("firstByteMillis"))
        .isGreaterThan(second.getDouble("afterMillis"))
        .isLessThanOrEqualTo(told.getDouble("millis"));
  }

  @Test
  void refusals_areTold_asFarAsTheyGot() {
    world.start();
    await(world.post("/predict/other").sendBuffer(Buffer.buffer(World.BODY)));
    assertThat(lastDecision().getString("outcome")).isEqualTo("refused");
    assertThat(lastDecision().getInteger("status")).isEqualTo(404);
    assertThat(lastDecision().getString("model")).isNull();
    await(world.post("/nowhere").sendBuffer(Buffer.buffer(World.BODY)));
    assertThat(lastDecision().getString("method")).isNull();
    assertThat(lastDecision().getJsonArray("attempts")).isNull();
  }

  @Test
  void allRegionsDown_isTold() {
    world.start().fault(Fault.status(503), LOCAL, NEXT, LAST);
    world.predict();
    JsonObject told = lastDecision();
    assertThat(told.getString("outcome")).isEqualTo("unavailable");
    assertThat(told.getInteger("status")).isEqualTo(503);
    assertThat(told.getString("target")).isNull();
    assertThat(told.getJsonArray("attempts")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "?model=linear,2",
    "?model=other,0",
    "?target=us-central1,2",
    "?target=us-east4,1",
    "?target=europe-west4,0",
    "?outcome=answered,2",
    "?outcome=unavailable,1",
    "?outcome=timeout,0",
    "?model=linear&target=us-east4&outcome=success,1",
    "?limit=1,1"
  })
  void filters_leaveOutTheRest(String query, int expected) {
    world.start();
    world.predict();
    world.fault(Fault.status(503), LOCAL);
    world.predict();
    assertThat(decisions(query)).hasSize(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/decisions?models=linear",
        "/decisions?limit=0",
        "/decisions?limit=1001",
        "/decisions?limit=x",
        "/explain?model=other",
        "/explain?strategy=other",
        "/explain?regions=us-east4",
        "/explain?header=no-value",
        "/explain?colour=blue"
      })
  void questionsThatMakeNoSense_areRefused_withWhatWasExpected(String path) {
    world.start();
    HttpResponse<Buffer> answer = world.management(path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getJsonObject("error").getString("message"))
        .contains("(expected: ");
  }

  @Test
  void explain_showsEveryTarget_andThePlan_andSendsNothing() {
    world.start();
    JsonObject told = explain("?model=linear");
    assertThat(told.getString("model")).isEqualTo("linear");
    assertThat(strings(told.getJsonArray("targets"), "id")).containsExactly(LOCAL, NEXT, LAST);
    assertThat(strings(told.getJsonArray("plan"), "target")).containsExactly(LOCAL, NEXT, LAST);
    assertThat(told.getJsonArray("targets").getJsonObject(0).fieldNames())
        .contains(
            "availability",
            "inFlight",
            "limit",
            "errorRate",
            "latencySamples",
            "latencyMeanMillis",
            "latencyP50Millis",
            "latencyP99Millis",
            "admitsInMillis");
    assertReached(0, 0, 0);
  }

  @Test
  void explain_ofACoolingTarget_saysForHowLong_andPlansAroundIt() {
    world.start().fault(Fault.status(429, 30), LOCAL);
    world.predict();
    JsonObject told = explain("");
    JsonObject local = told.getJsonArray("targets").getJsonObject(0);
    assertThat(local.getString("availability")).isEqualTo("cooling");
    assertThat(local.getDouble("admitsInMillis")).isBetween(1_000.0, 30_000.0);
    assertThat(strings(told.getJsonArray("plan"), "target")).startsWith(NEXT);
  }

  @Test
  void explain_withRegions_marksWhatIsFencedOut() {
    world
        .model(model -> model.withResidency(new ResidencyConfig(List.of(), true)))
        .start();
    JsonObject told = explain("?regions=" + LAST);
    assertThat(strings(told.getJsonArray("plan"), "target")).containsExactly(LAST);
    assertThat(objects(told.getJsonArray("targets")))
        .extracting(target -> target.getBoolean("fencedOut"))
        .containsExactly(true, true, false);
  }
}
