package io.rhumb.strategy.builtin;

import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;

/**
 * Which targets of a view take attempts and have room, which are at their limit, and which refuse. Each target is looked at once,
 * so that a number that changes meanwhile cannot put it into two tiers. Two bits for each of the 32 targets that a view has at
 * the most, in one {@code long}: a plan costs no garbage but itself.
 */
final class Tiers {

  static final int ROOM = 0;
  static final int AT_LIMIT = 1;
  static final int REFUSES = 2;

  private Tiers() {}

  static long of(TargetsView targets) {
    int size = targets.size();
    long tiers = 0;
    for (int i = 0; i < size; i++) {
      tiers |= ((long) of(targets.get(i))) << (2 * i);
    }
    return tiers;
  }

  /** The tier of the target at that index. */
  static int at(long tiers, int index) {
    return (int) (tiers >>> (2 * index)) & 3;
  }

  /** Whether any target refuses. The upper bit is that of {@link #REFUSES} alone. */
  static boolean anyRefuses(long tiers) {
    return (tiers & 0xAAAA_AAAA_AAAA_AAAAL) != 0;
  }

  /** The best tier in which there is a target. */
  static int best(long tiers, int size) {
    int best = REFUSES;
    for (int i = 0; i < size; i++) {
      best = Math.min(best, at(tiers, i));
    }
    return best;
  }

  /** Why a target of that tier stands where it stands. */
  static String reason(int tier, String withRoom) {
    return switch (tier) {
      case ROOM -> withRoom;
      case AT_LIMIT -> "at its limit";
      default -> "refuses attempts for now";
    };
  }

  private static int of(TargetView target) {
    if (!target.availability().admits()) {
      return REFUSES;
    }
    return target.inFlight() < target.limit() ? ROOM : AT_LIMIT;
  }
}
