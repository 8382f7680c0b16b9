package io.rhumb.testkit;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.TargetsView;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Request and view are the gateway's own, and live for one call: a strategy may neither look at them later nor hold them. */
final class KeepingPoint {

  private static final int CALLS = 20;

  private KeepingPoint() {}

  static void check(Subject subject) throws InterruptedException {
    Preflight.assumeSound(subject);
    LateLooks late = new LateLooks();
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    List<WeakReference<Object>> lent = new ArrayList<>();
    RoutingStrategy strategy = subject.create();
    for (int i = 0; i < CALLS; i++) {
      call(strategy, late, lent, queue);
    }
    late.requireNone();
    if (!Garbage.collected(lent, queue)) {
      Assertions.fail(
          "request or view: a field of the strategy holds one (expected: neither is kept"
              + " beyond the call of plan; take from them what you need)");
    }
    strategy.close();
    late.requireNone();
  }

  private static void call(
      RoutingStrategy strategy,
      LateLooks late,
      List<WeakReference<Object>> lent,
      ReferenceQueue<Object> queue) {
    OneCall call = new OneCall(late);
    RouteRequest request = call.request(FakeRequest.with("x-user", "user-" + lent.size()));
    TargetsView view = call.view(FakeTargets.measured(3));
    lent.add(new WeakReference<>(request, queue));
    lent.add(new WeakReference<>(view, queue));
    RoutePlan plan;
    try {
      plan = strategy.plan(request, view);
    } catch (IllegalStateException fault) {
      late.requireNone();
      throw fault;
    }
    call.end();
    String first = plan.steps().get(0).target();
    strategy.onAttempt(new FakeAttempt(first, AttemptKind.PRIMARY, AttemptResult.ANSWERED, 1_000));
  }
}
