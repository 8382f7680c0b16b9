package io.rhumb.gateway.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was counted since the start, and the last five minutes of it in slices. Thread-safe, without locks: whoever comes first to a new slice
 * puts it in the place of the one five minutes before.
 */
final class Traffic {

  /** Five minutes, and the slice that is not over. */
  static final int SLICES = 5 * 60 / Slice.SECONDS + 1;

  private final LongAdder[] totals = new LongAdder[Count.KINDS];
  private final AtomicReferenceArray<Slice> ring = new AtomicReferenceArray<>(SLICES);

  Traffic() {
    for (int i = 0; i < totals.length; i++) {
      totals[i] = new LongAdder();
    }
  }

  void count(Count what, long atNanos) {
    totals[what.place()].increment();
    slice(Slice.numberAt(atNanos)).count(what);
  }

  void waited(long nanos, long atNanos) {
    slice(Slice.numberAt(atNanos)).waited(nanos);
  }

  /** Since the start. */
  long total(Count what) {
    return totals[what.place()].sum();
  }

  /** What was counted in the slice of that moment and the one before. */
  int recent(Count what, long atNanos) {
    long number = Slice.numberAt(atNanos);
    return slices(number - 1, number).stream()
        .mapToInt(slice -> slice.get(what))
        .sum();
  }

  /** Those in which anything was counted, the earliest first. */
  List<Slice> slices(long from, long to) {
    List<Slice> slices = new ArrayList<>();
    for (long number = Math.max(Math.max(0, from), to - SLICES + 1); number <= to; number++) {
      Slice slice = ring.get((int) (number % SLICES));
      if (slice != null && slice.number() == number) {
        slices.add(slice);
      }
    }
    return slices;
  }

  private Slice slice(long number) {
    int place = (int) (number % SLICES);
    for (; ; ) {
      Slice there = ring.get(place);
      if (there != null && there.number() >= number) {
        return there;
      }
      Slice fresh = new Slice(number);
      if (ring.compareAndSet(place, there, fresh)) {
        return fresh;
      }
    }
  }
}
