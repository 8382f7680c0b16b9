package io.rhumb.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

final class AvailabilityTest {

  @Test
  void admits_isTrue_whereAnAttemptMayStart() {
    assertThat(EnumSet.allOf(Availability.class))
        .filteredOn(Availability::admits)
        .containsExactly(Availability.ADMITTED, Availability.PROBE_ONLY);
  }
}
