package io.rhumb.rehearsal.traffic;

import io.rhumb.rehearsal.network.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The requests of one act. They are sent when they are due, whether those before have been answered or not, and their latency counts
 * from then: a stall is measured, not left out. For one thread.
 */
public final class Traffic {

  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final List<Future<?>> flows = new ArrayList<>();
  private final Notes notes = new Notes();

  private Traffic() {}

  /** Begins. */
  static Traffic begin(List<Flow> flows, String model) {
    Traffic traffic = new Traffic();
    flows.forEach(flow -> traffic.schedule(flow, model));
    return traffic;
  }

  /**
   * Ends: blocks until the last answer.
   *
   * @return what became of every request
   */
  public List<Sample> end() {
    flows.forEach(flow -> flow.cancel(false));
    pace.shutdown();
    Eventually.holds("the last answers", () -> notes.open() == 0);
    return notes.samples();
  }

  private void schedule(Flow flow, String model) {
    long period = flow.periodNanos();
    long first = System.nanoTime() + period;
    long[] due = {first};
    Future<?> sending = pace.scheduleAtFixedRate(
        () -> {
          notes.ask(flow.client(), flow.region(), model, due[0]);
          due[0] += period;
        },
        period,
        period,
        TimeUnit.NANOSECONDS);
    flows.add(sending);
  }
}
