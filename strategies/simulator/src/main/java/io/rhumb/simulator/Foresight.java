package io.rhumb.simulator;

import io.rhumb.simulator.scenario.Condition.Reach;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** When a region would answer a request that is sent now, if nothing befalls it and nobody else sends anything. */
final class Foresight {

  /** It would not. Less than the largest number, so that a refusal can still be told from one that was looked at. */
  static final long NEVER = Long.MAX_VALUE / 2;

  private Foresight() {}

  static long answerNanos(Region region, long oneWayNanos, long request, long nowNanos) {
    long arrives = nowNanos + oneWayNanos;
    if (refuses(region, request, arrives)) {
      return NEVER;
    }
    long[] free = freeTimes(region, nowNanos);
    for (Call waiting : region.queue()) {
      occupy(free, nowNanos, region, waiting.request());
    }
    for (Call ahead : aheadOf(region, arrives)) {
      occupy(free, ahead.arrivesNanos(), region, ahead.request());
    }
    return occupy(free, arrives, region, request) + region.luck().stallNanos(request) + oneWayNanos;
  }

  private static boolean refuses(Region region, long request, long arrives) {
    int ahead = aheadOf(region, arrives).size();
    return region.condition().reach() != Reach.UP
        || region.luck().fails(request, region.condition().failing().share())
        || region.meter().inside() + ahead >= region.spec().limit()
        || !region.quota().roomFor(ahead + 1, arrives);
  }

  private static List<Call> aheadOf(Region region, long arrives) {
    return region.inTransit().stream()
        .filter(call -> call.arrivesNanos() <= arrives)
        .sorted(Comparator.comparingLong(Call::arrivesNanos))
        .toList();
  }

  private static long[] freeTimes(Region region, long nowNanos) {
    long[] free = new long[region.spec().servers()];
    Arrays.fill(free, nowNanos);
    for (int i = 0; i < region.served().size(); i++) {
      free[i] = region.served().get(i).doneNanos();
    }
    return free;
  }

  /** The server that is free first takes it; returns when it has done its work. */
  private static long occupy(long[] free, long fromNanos, Region region, long request) {
    int first = 0;
    for (int i = 1; i < free.length; i++) {
      if (free[i] < free[first]) {
        first = i;
      }
    }
    double work = region.luck().serviceNanos(request) * region.condition().slowDown();
    free[first] = Math.max(free[first], fromNanos) + Math.round(work);
    return free[first];
  }
}
