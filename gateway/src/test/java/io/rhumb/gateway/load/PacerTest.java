package io.rhumb.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PacerTest {

  private static final long GAP = 100_000_000L;
  private static final long END = 10 * GAP;

  private final List<Long> due = new ArrayList<>();
  private final List<Long> told = new ArrayList<>();
  private long now;
  private int overs;

  @Test
  void requests_areDueOnTime_andOverComesAtTheEnd() {
    pacer().run();

    assertThat(due).hasSize(10).startsWith(0L, GAP, 2 * GAP);
    assertThat(told).isEqualTo(due);
    assertThat(overs).isEqualTo(1);
    assertThat(now).isEqualTo(END);
  }

  @Test
  void lateThread_makesUpForWhatWasMissed_eachWithTheInstantAtWhichItWasDue() {
    now = 4 * GAP + 1;
    pacer().run();

    assertThat(due).containsExactlyElementsOf(instants(10));
    assertThat(told.subList(0, 5)).containsOnly(4 * GAP + 1);
    assertThat(told.subList(5, 10)).isEqualTo(due.subList(5, 10));
  }

  @Test
  void stop_nothingMoreIsDue_andOverComesAtOnce() {
    Pacer[] pacer = new Pacer[1];
    pacer[0] = new Pacer(
        schedule(),
        END,
        () -> now,
        this::pause,
        instant -> stopAtThird(pacer[0], instant),
        this::over);
    pacer[0].run();

    assertThat(due).containsExactlyElementsOf(instants(3));
    assertThat(overs).isEqualTo(1);
    assertThat(now).isEqualTo(2 * GAP);
  }

  private void stopAtThird(Pacer pacer, long instant) {
    send(instant);
    if (due.size() == 3) {
      pacer.stop();
    }
  }

  private Pacer pacer() {
    return new Pacer(schedule(), END, () -> now, this::pause, this::send, this::over);
  }

  private static Schedule schedule() {
    return Schedule.of(Arrivals.STEADY, 10, 0, new Random(1));
  }

  private static List<Long> instants(int count) {
    List<Long> instants = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      instants.add(i * GAP);
    }
    return instants;
  }

  private void send(long instant) {
    due.add(instant);
    told.add(now);
  }

  private void over() {
    overs++;
  }

  /** Wakes up early now and then, as threads may. */
  private void pause(long nanos) {
    now += nanos > GAP / 2 ? nanos / 2 : nanos;
  }
}
