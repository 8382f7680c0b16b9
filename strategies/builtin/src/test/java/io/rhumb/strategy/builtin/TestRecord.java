package io.rhumb.strategy.builtin;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.AttemptResult;

/** An attempt that ended as the test says. */
record TestRecord(String target, AttemptKind kind, AttemptResult result, long elapsedNanos)
    implements AttemptRecord {}
