package io.rhumb.strategy.builtin;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.AttemptResult;
import java.time.Duration;

/** An attempt that ended as the test says. */
record TestRecord(String target, AttemptKind kind, AttemptResult result, long elapsedNanos)
    implements AttemptRecord {

  static TestRecord answered(String target, Duration after) {
    return new TestRecord(target, AttemptKind.PRIMARY, AttemptResult.ANSWERED, after.toNanos());
  }
}
