package io.rhumb.engine;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A strategy together with all that it decorates: they are closed as one. Thread-safe, as they are. */
public final class CreatedStrategy implements RoutingStrategy {

  private final RoutingStrategy outermost;
  private final List<RoutingStrategy> all;
  private final Set<String> names;

  CreatedStrategy(RoutingStrategy outermost, Collection<RoutingStrategy> all, Set<String> names) {
    this.outermost = outermost;
    this.all = List.copyOf(all);
    this.names = Set.copyOf(names);
  }

  /** The names of the strategies that are in it, its own among them. */
  public Set<String> names() {
    return names;
  }

  /** The strategy that makes the plans. */
  public RoutingStrategy outermost() {
    return outermost;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    return outermost.plan(request, targets);
  }

  @Override
  public boolean confirm(Step step, TargetView target) {
    return outermost.confirm(step, target);
  }

  @Override
  public void onAttempt(AttemptRecord record) {
    outermost.onAttempt(record);
  }

  /**
   * {@inheritDoc} Closes every one of them, whatever the others throw.
   *
   * @throws IllegalStateException if closing one failed
   */
  @Override
  public void close() {
    closeAll(all).ifPresent(failure -> {
      throw failure;
    });
  }

  static Optional<RuntimeException> closeAll(Collection<RoutingStrategy> strategies) {
    @Nullable RuntimeException failure = null;
    for (RoutingStrategy strategy : strategies) {
      try {
        Strangers.call(strategy, () -> {
          strategy.close();
          return strategy;
        });
      } catch (Throwable fault) {
        Strangers.requireSurvivable(fault);
        if (failure == null) {
          failure = new IllegalStateException("a strategy could not be closed");
        }
        failure.addSuppressed(fault);
      }
    }
    return Optional.ofNullable(failure);
  }
}
