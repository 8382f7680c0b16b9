package io.rhumb.gateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rhumb.gateway.config.ConfigFile;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.credential.LogCapture;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.SampleModels;
import io.rhumb.gateway.reload.RefusedConfigException;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of new targets of which some, in {@code us-central1}, can be reached. */
final class TargetProbeTest {

  private static final GatewayConfig CONFIG = ConfigFile.parse(
      "test", "models: {m: {targets: [{region: r, kind: url, url: \"http://h\"}]}}", Map.of());

  private final Generation inForce = generation("linear");
  private final Generation next = generation("churn", "fraud");
  private final Set<UpstreamTarget> reached = new HashSet<>();
  private final TargetProbe probe =
      new TargetProbe(targets -> List.of(Future.succeededFuture(Set.copyOf(reached))));

  @Test
  void someTargetsOfEachModel_areTaken_withAWarningForTheOthers() {
    reach("churn");
    reach("fraud");
    try (LogCapture log = new LogCapture(TargetProbe.class)) {
      probe.require(next, inForce);

      assertThat(log.lines())
          .hasSize(2)
          .allMatch(line -> line.startsWith("WARNING") && line.endsWith("taken all the same"));
    }
  }

  @Test
  void noTargetOfOneModel_isRefused_andNoOtherModelIsSaidToBeTaken() {
    reach("churn");
    try (LogCapture log = new LogCapture(TargetProbe.class)) {
      assertThatThrownBy(() -> probe.require(next, inForce))
          .isInstanceOf(RefusedConfigException.class)
          .hasMessage("models.fraud.targets: us-central1, us-east4 cannot be reached, or there is"
              + " no credential (expected: one that answers)");

      assertThat(log.lines()).isEmpty();
    }
  }

  private void reach(String model) {
    reached.add(next.models().find(model).upstreams().get(0));
  }

  private static Generation generation(String... names) {
    Models models = SampleModels.of(new SimpleMeterRegistry(), names);
    return new Generation(CONFIG, models, Known.NOTHING);
  }
}
