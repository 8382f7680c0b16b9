package io.rhumb.strategy.builtin;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.TargetsView;
import java.util.ArrayList;
import java.util.List;

/** Notes the attempts that it is told of. */
final class Listening implements RoutingStrategy {

  final List<AttemptRecord> heard = new ArrayList<>();

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    throw new AssertionError("not asked for a plan");
  }

  @Override
  public void onAttempt(AttemptRecord record) {
    heard.add(record);
  }
}
