package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionLogTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final DecisionLog log = new DecisionLog(InstantSource.fixed(NOW));

  private void add(int requests) {
    for (int i = 0; i < requests; i++) {
      log.add(record("r" + log.count()));
    }
  }

  private static RequestRecord record(String id) {
    return new RequestRecord(
        id, "", "linear", "predict", RequestOutcome.REFUSED, 404, 0, 1, 0, 0, null);
  }

  private List<String> ids(long from, int most) {
    return log.last(from, record -> true, most).stream()
        .map(decision -> decision.record().id())
        .toList();
  }

  @Test
  void latest_comesFirst() {
    add(3);
    assertThat(ids(0, 10)).containsExactly("r2", "r1", "r0");
    assertThat(ids(0, 2)).containsExactly("r2", "r1");
    assertThat(log.last(0, record -> true, 1).get(0).endMillis()).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void moreThanAreKept_forgetsTheOldest() {
    add(DecisionLog.KEPT + 3);
    assertThat(log.count()).isEqualTo(DecisionLog.KEPT + 3);
    assertThat(ids(0, 2_000)).hasSize(DecisionLog.KEPT).endsWith("r4", "r3");
  }

  @Test
  void since_leavesOutWhatWasSeen() {
    add(5);
    assertThat(ids(3, 10)).containsExactly("r4", "r3");
    assertThat(ids(5, 10)).isEmpty();
  }

  @Test
  void filter_isAppliedBeforeTheLimit() {
    add(5);
    assertThat(log.last(0, record -> record.id().equals("r1"), 1))
        .extracting(Decision::number)
        .containsExactly(1L);
  }
}
