package io.rhumb.testkit;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Provides a strategy and remembers what goes wrong with it. The engine would replace it by local-first order, and the results would
 * be somebody else's. One thread.
 */
final class FaultWatch implements RoutingStrategyProvider {

  private final RoutingStrategyProvider watched;
  private @Nullable Throwable fault;

  FaultWatch(RoutingStrategyProvider watched) {
    this.watched = watched;
  }

  void requireNoFault() {
    if (fault != null) {
      throw new AssertionError("simulation: " + fault.getMessage(), fault);
    }
  }

  @Override
  public String name() {
    return watched.name();
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    return new Watched(watched.create(config, context));
  }

  private final class Watched implements RoutingStrategy {

    private final RoutingStrategy strategy;

    Watched(RoutingStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return watch(() -> Plans.known(strategy, request, targets));
    }

    @Override
    public boolean confirm(Step step, TargetView target) {
      return watch(() -> strategy.confirm(step, target));
    }

    @Override
    public void onAttempt(AttemptRecord record) {
      watch(() -> {
        strategy.onAttempt(record);
        return true;
      });
    }

    @Override
    public void close() {
      strategy.close();
    }

    private <T> T watch(Supplier<T> call) {
      try {
        return call.get();
      } catch (RuntimeException | AssertionError | LinkageError thrown) {
        fault = fault == null ? thrown : fault;
        throw thrown;
      }
    }
  }
}
