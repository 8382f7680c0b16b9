package io.rhumb.gateway.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rhumb.engine.Attempt;
import io.rhumb.engine.Dispatch;
import io.rhumb.engine.DispatchActions;
import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Target;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.SampleModels;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class TargetsReportTest {

  private final Models models = SampleModels.of(new SimpleMeterRegistry(), "fraud", "churn");

  @Test
  void everyModel_withItsTargetsInOrder() {
    JsonObject report = TargetsReport.of(models);

    assertThat(report.fieldNames()).containsExactly("fraud", "churn");
    assertThat(report.getJsonArray("churn")).hasSize(2);
    assertThat(report.getJsonArray("fraud").getJsonObject(1).getString("id")).isEqualTo("us-east4");
  }

  @Test
  void newTarget_hasNoNumbersYet() {
    assertThat(target(0))
        .isEqualTo(new JsonObject()
            .put("id", "us-central1")
            .put("region", "us-central1")
            .put("local", true)
            .put("availability", "admitted")
            .put("inFlight", 0)
            .put("limit", 20)
            .put("errorRate", 0.0)
            .put("latencySamples", 0L)
            .put("latencyMeanMillis", 0.0)
            .put("latencyP50Millis", 0.0)
            .put("latencyP99Millis", 0.0));
  }

  @Test
  void runningAttempt_isInFlight() {
    start("us-east4");

    assertThat(target(1).getInteger("inFlight")).isEqualTo(1);
    assertThat(target(0).getInteger("inFlight")).isZero();
  }

  @Test
  void attempts_showInMilliseconds() {
    Dispatch dispatch = start("us-east4");
    dispatch.ended(dispatch.attempts().get(0), Outcome.SUCCESS, -1, 20_000_000);

    JsonObject target = target(1);
    assertThat(target.getInteger("inFlight")).isZero();
    assertThat(target.getLong("latencySamples")).isEqualTo(1);
    assertThat(target.getDouble("latencyMeanMillis")).isBetween(19.0, 21.0);
    assertThat(target.getDouble("latencyP50Millis")).isBetween(19.0, 21.0);
    assertThat(target.getDouble("errorRate")).isZero();
    assertThat(target(0).getLong("latencySamples")).isZero();
  }

  @Test
  void failures_showInTheErrorRate() {
    Dispatch dispatch = start("us-central1");
    dispatch.ended(dispatch.attempts().get(0), Outcome.CONNECTION_LOST, -1, 20_000_000);

    assertThat(target(0).getDouble("errorRate")).isEqualTo(1.0);
  }

  @Test
  void coolingTarget_saysSo() {
    Dispatch dispatch = start("us-central1");
    dispatch.ended(dispatch.attempts().get(0), Outcome.THROTTLED, 5_000_000_000L, 0);

    assertThat(target(0).getString("availability")).isEqualTo("cooling");
  }

  private JsonObject target(int index) {
    return TargetsReport.of(models).getJsonArray("fraud").getJsonObject(index);
  }

  private Dispatch start(String target) {
    Model model = models.find("fraud");
    RoutePlan plan = RoutePlan.of(Step.immediately(target, ""));
    Dispatch dispatch =
        new Dispatch(plan, model.targets(), model.policy(), model.budget(), new Nothing());
    dispatch.start(0);
    return dispatch;
  }

  private static final class Nothing implements DispatchActions {
    @Override
    public boolean confirm(Step step, Target target) {
      return true;
    }

    @Override
    public void launch(Attempt attempt) {}

    @Override
    public void cancel(Attempt attempt) {}

    @Override
    public void wakeAt(long atNanos) {}

    @Override
    public void onEnded(Attempt attempt) {}

    @Override
    public void answer(Attempt attempt) {}

    @Override
    public void fail(DispatchFailure failure) {}
  }
}
