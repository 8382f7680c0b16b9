package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpillTest {

  private final TestAdmission admission = new TestAdmission();
  private final Target near = target("near", true);
  private final Target far = target("far", false);
  private final TargetSet targets = new TargetSet(List.of(near, far));

  @Test
  void farTargetFirst_whileTheNearOneIsAtItsLimit_isASpill() {
    fill(near);

    assertThat(Spill.of(first("far"), targets)).isSameAs(near);
  }

  @Test
  void farTargetFirst_whileTheNearOneHasRoom_isTheStrategysOwnChoice() {
    assertThat(Spill.of(first("far"), targets)).isNull();
  }

  @Test
  void nearTargetFirst_isNone_howeverFullItIs() {
    fill(near);

    assertThat(Spill.of(first("near"), targets)).isNull();
  }

  @Test
  void nearTargetThatRefuses_isAFailoverAndNoSpill() {
    fill(near);
    admission.refuseUntil(DispatchHarness.ms(60_000));
    assertThat(near.availability()).isNotEqualTo(Availability.ADMITTED);

    assertThat(Spill.of(first("far"), targets)).isNull();
  }

  private static RoutePlan first(String id) {
    return RoutePlan.of(Step.immediately(id, ""));
  }

  private static void fill(Target target) {
    while (target.inFlight() < target.limit()) {
      target.began();
    }
  }

  private Target target(String id, boolean local) {
    return new Target(id, id, local, local ? admission : Admission.ALWAYS, () -> 0, new Random(1));
  }
}
