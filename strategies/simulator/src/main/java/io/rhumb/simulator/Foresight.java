package io.rhumb.simulator;

import io.rhumb.simulator.scenario.Condition.Reach;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** When a region would answer a request that is sent now, if nothing befalls it and nobody else sends anything. */
final class Foresight {

  /**
   * It would not. Less than the largest number, so that an oracle can still tell a refusal from a region that it has
   * taken.
   */
  static final long NEVER = Long.MAX_VALUE / 2;

  private final OracleKind kind;
  private final Region region;
  private final long oneWayNanos;
  private final long nowNanos;
  private final long arrivesNanos;
  /** Calls on their way that will be there before, in their order. */
  private final List<Call> ahead;

  Foresight(OracleKind kind, Region region, long oneWayNanos, long nowNanos) {
    this.kind = kind;
    this.region = region;
    this.oneWayNanos = oneWayNanos;
    this.nowNanos = nowNanos;
    this.arrivesNanos = nowNanos + oneWayNanos;
    this.ahead = region.inTransit().stream()
        .filter(call -> call.arrivesNanos() <= arrivesNanos)
        .sorted(Comparator.comparingLong(Call::arrivesNanos))
        .toList();
  }

  /** When the answer would be back; {@link #NEVER} if it would not. */
  long answerNanos(long request) {
    if (refuses(request)) {
      return NEVER;
    }
    long[] free = freeTimes();
    for (Call waiting : region.queue()) {
      occupy(free, nowNanos, serviceNanos(waiting.request()));
    }
    for (Call call : ahead) {
      occupy(free, call.arrivesNanos(), serviceNanos(call.request()));
    }
    ServiceLuck luck = region.luck();
    return kind == OracleKind.OMNISCIENT
        ? answerNanos(free, serviceNanos(request), (double) luck.stallNanos(request))
        : answerNanos(free, slowed(luck.meanServiceNanos()), luck.meanStallNanos());
  }

  private long answerNanos(long[] free, long serviceNanos, double stallNanos) {
    return occupy(free, arrivesNanos, serviceNanos) + Math.round(stallNanos) + oneWayNanos;
  }

  private boolean refuses(long request) {
    return region.condition().reach() != Reach.UP
        || fails(request)
        || region.meter().inside() + ahead.size() >= region.spec().limit()
        || !region.quota().roomFor(ahead.size() + 1, arrivesNanos);
  }

  private boolean fails(long request) {
    double share = region.condition().failing().share();
    return kind == OracleKind.OMNISCIENT ? region.luck().fails(request, share) : share > 0.5;
  }

  private long[] freeTimes() {
    long[] free = new long[region.spec().servers()];
    Arrays.fill(free, nowNanos);
    for (int i = 0; i < region.served().size(); i++) {
      free[i] = region.served().get(i).doneNanos();
    }
    return free;
  }

  private long serviceNanos(long request) {
    return slowed((double) region.luck().serviceNanos(request));
  }

  private long slowed(double nanos) {
    return Math.round(nanos * region.condition().slowDown());
  }

  /** The server that is free first takes it; returns when it has done its work. */
  private static long occupy(long[] free, long fromNanos, long serviceNanos) {
    int first = 0;
    for (int i = 1; i < free.length; i++) {
      if (free[i] < free[first]) {
        first = i;
      }
    }
    free[first] = Math.max(free[first], fromNanos) + serviceNanos;
    return free[first];
  }
}
