package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.simulator.scenario.RegionSpec;
import io.rhumb.simulator.scenario.ServiceTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharesTest {

  private static final long SECOND = 1_000_000_000L;

  private final Region here = region(0, "here");
  private final Region there = region(1, "there");
  private final Shares shares = new Shares(List.of("here", "there"), 2, 0, 60 * SECOND);

  @Test
  void timeline_sumsGatewaysUp() {
    shares.add(0, here, 0);
    shares.add(0, here, 4 * SECOND);
    shares.add(1, there, 3 * SECOND);
    shares.add(1, there, 5 * SECOND);

    assertThat(shares.timeline().share("here", Duration.ofSeconds(2))).isEqualTo(2 / 3.0);
    assertThat(shares.timeline().share("there", Duration.ofSeconds(5))).isEqualTo(1);
    assertThat(shares.timeline().share("here", Duration.ofSeconds(30))).isZero();
  }

  /** Twelve slices are a minute; one of the two gateways goes there and back. */
  @Test
  void majorityThatChanges_isASwitch() {
    for (long slice = 0; slice < 12; slice++) {
      shares.add(0, slice == 6 ? there : here, 5 * slice * SECOND);
      shares.add(1, here, 5 * slice * SECOND);
    }

    assertThat(shares.switchesPerMinute()).isEqualTo(1);
  }

  @Test
  void halves_areNoMajorityAndNoSwitch() {
    for (long slice = 0; slice < 12; slice++) {
      shares.add(0, here, 5 * slice * SECOND);
      if (slice > 3) {
        shares.add(0, there, 5 * slice * SECOND);
      }
    }

    assertThat(shares.switchesPerMinute()).isZero();
  }

  private static Region region(int index, String name) {
    RegionSpec spec = RegionSpec.of(name, 1, ServiceTime.exponential(Duration.ofMillis(1)));
    return new Region(index, spec, new EventQueue(), new ServiceLuck(new Luck(1), index, spec));
  }
}
