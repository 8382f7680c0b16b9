package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The environment of the reference service is the only configuration. */
class ReferenceEnvironmentIT {

  @ParameterizedTest
  @EnumSource
  void imageIsSwapped(ReferenceScenario scenario) throws IOException {
    if (LowPorts.permitted(ReferenceWorld.PRIMARY_ADDRESS, ReferenceWorld.BACKUP_ADDRESS)) {
      scenario.run();
      return;
    }
    String refused = LowPorts.ownNetworkRefused();
    if (!refused.isEmpty()) {
      giveUp(refused);
    }
    Ended ended = LowPorts.runInOwnNetwork(ReferenceScenario.class, scenario.name());
    assertThat(ended.exitCode()).as(ended.errText()).isZero();
  }

  /** Aloud: a test that nobody runs is none. */
  private static void giveUp(String refused) {
    String reason = "not run, since port " + LowPorts.PORT + " of " + ReferenceWorld.PRIMARY_ADDRESS
        + " and " + ReferenceWorld.BACKUP_ADDRESS
        + " cannot be listened on, nor in a network of its"
        + " own: " + refused + " (expected: root, or sysctl net.ipv4.ip_unprivileged_port_start="
        + LowPorts.PORT + ")";
    if (System.getenv("CI") != null) {
      fail(reason);
    }
    System.err.println("ReferenceEnvironmentIT: " + reason);
    Assumptions.abort(reason);
  }
}
