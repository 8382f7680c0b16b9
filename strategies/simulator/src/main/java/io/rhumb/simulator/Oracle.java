package io.rhumb.simulator;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetsView;
import java.util.function.LongSupplier;

/**
 * Knows every queue, which regions are ill, and, if {@linkplain OracleKind#OMNISCIENT omniscient}, what each has in
 * store for the request; sends each request to where its own answer comes first. Greedy: it minds nobody who comes
 * later, so that under overload a strategy can beat it. It does not know the future either: incidents and calls that
 * are yet to come surprise it.
 */
final class Oracle implements RoutingStrategy {

  /** Later than any answer, and than {@link Foresight#NEVER}. */
  private static final long TAKEN = Long.MAX_VALUE;

  private final OracleKind kind;
  private final Links links;
  private final LongSupplier clock;

  Oracle(OracleKind kind, Links links, LongSupplier clock) {
    this.kind = kind;
    this.links = links;
    this.clock = clock;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    long number = ((SimulatedRequest) request).number();
    long now = clock.getAsLong();
    long[] answers = new long[links.size()];
    for (int i = 0; i < answers.length; i++) {
      Foresight foresight = new Foresight(kind, links.region(i), links.oneWayNanos(i), now);
      answers[i] = foresight.answerNanos(number);
    }
    Step[] steps = new Step[answers.length];
    for (int next = 0; next < steps.length; next++) {
      int best = leastOf(answers);
      String target = targets.get(best).id();
      steps[next] = next == 0
          ? Step.immediately(target, "answers first")
          : Step.onFailure(target, "answers later");
      answers[best] = TAKEN;
    }
    return RoutePlan.of(steps);
  }

  private static int leastOf(long[] answers) {
    int best = 0;
    for (int i = 1; i < answers.length; i++) {
      if (answers[i] < answers[best]) {
        best = i;
      }
    }
    return best;
  }
}
