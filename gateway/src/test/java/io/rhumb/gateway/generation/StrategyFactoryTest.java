package io.rhumb.gateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rhumb.engine.StrategyCatalog;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.gateway.config.ConfigFile;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.plugin.BoundedCalls;
import io.rhumb.gateway.telemetry.Histograms;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetsView;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A strategy that waits for something. */
final class StrategyFactoryTest {

  private static final ModelConfig MODEL = ConfigFile.parse(
          "test",
          "models: {m: {strategy: slow, targets: [{region: r, kind: url, url: \"http://h\"}]}}",
          Map.of())
      .models()
      .get("m");

  private final CountDownLatch released = new CountDownLatch(1);
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final StrategyFactory factory = new StrategyFactory(
      new StrategyEnvironment(() -> 0, new Random(1), "r"),
      new SimpleMeterRegistry(),
      new Histograms(),
      new BoundedCalls(Duration.ofMillis(100)));

  @Test
  void createThatDoesNotReturn_isRefused_andWhatItReturnsLaterIsClosed() throws Exception {
    assertRefused(new Slow(true, false));
    released.countDown();
    assertThat(closed.poll(10, TimeUnit.SECONDS)).as("of the rehearsal").isNotNull();
    assertThat(closed.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void firstPlanThatDoesNotReturn_isRefused() {
    assertRefused(new Slow(false, true));
  }

  private void assertRefused(Slow slow) {
    assertThatThrownBy(() -> factory.create(MODEL, StrategyCatalog.of(slow)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("models.m.strategy: did not return within 100 ms"
            + " (expected: a strategy that does not wait for anything)");
  }

  private void waitFor(boolean wanted) {
    boolean waiting = wanted;
    while (waiting) {
      try {
        released.await();
        waiting = false;
      } catch (InterruptedException goOn) {
        // As a strategy that does not care would.
      }
    }
  }

  private final class Slow implements RoutingStrategyProvider {

    private final boolean create;
    private final boolean plan;

    Slow(boolean create, boolean plan) {
      this.create = create;
      this.plan = plan;
    }

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      waitFor(create);
      return new RoutingStrategy() {
        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          waitFor(plan);
          return RoutePlan.of(Step.immediately(targets.get(0).id(), "only"));
        }

        @Override
        public void close() {
          closed.add("one");
        }
      };
    }
  }
}
