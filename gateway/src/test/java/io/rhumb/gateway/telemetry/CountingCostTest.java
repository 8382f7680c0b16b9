package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rhumb.engine.Admission;
import io.rhumb.engine.Attempt;
import io.rhumb.engine.HedgeSuppression;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** What is counted for each request makes no garbage. */
final class CountingCostTest {

  private static final int TIMES = 20_000;

  private final Scrape scrape = new Scrape();
  private final Histograms histograms = new Histograms();
  private final RequestMetrics requests = new RequestMetrics(scrape.registry(), histograms);
  private final ModelMetrics model = new ModelMetrics(scrape.registry(), histograms, "fraud");
  private final LongConsumer plans = histograms.planTimes("fraud", "-");
  private final List<Attempt> attempts = Attempts.failingOver(
      List.of("us-central1", "us-east4"), Outcome.UNAVAILABLE, Outcome.SUCCESS);
  private final Attempt hedge = Attempts.hedge("us-central1", "us-east4", Outcome.SUCCESS);
  private final RoutePlan plan = RoutePlan.of(Step.immediately("us-east4", ""));
  private final TargetSet targets =
      new TargetSet(List.of(target("us-central1", true), target("us-east4", false)));
  private final RequestRecord record = new RequestRecord(
      "id",
      "",
      "fraud",
      "predict",
      RequestOutcome.ANSWERED,
      200,
      0,
      1_000_000,
      0,
      0,
      new Course(plan, attempts, attempts.get(1)));

  @Test
  void requestWithFailoverHedgeAndSpill_makesNoGarbage() {
    while (targets.get(0).inFlight() < targets.get(0).limit()) {
      Attempts.launchOn(targets.get(0));
    }
    count(TIMES);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    count(TIMES);

    // Less than a byte for each: what the measuring itself takes.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(TIMES);
    assertThat(scrape.samples())
        .containsEntry(
            "rhumb_spilled_requests_total{model=\"fraud\",target=\"us-central1\"}", 2.0 * TIMES);
  }

  private void count(int times) {
    for (int i = 0; i < times; i++) {
      plans.accept(i);
      model.planned(plan, targets);
      model.hedgeSuppressed(HedgeSuppression.BUDGET);
      model.attempt(attempts.get(0));
      model.attempt(attempts.get(1));
      model.attempt(hedge);
      requests.count(record);
    }
  }

  private static Target target(String id, boolean local) {
    return new Target(id, id, local, Admission.ALWAYS, () -> 0, new Random(1));
  }
}
