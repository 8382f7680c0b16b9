package io.rhumb.testkit;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.AttemptResult;

/**
 * An attempt that ended as the test says.
 *
 * @param target that was tried
 * @param kind why
 * @param result how it ended
 * @param elapsedNanos how long it took
 */
public record FakeAttempt(String target, AttemptKind kind, AttemptResult result, long elapsedNanos)
    implements AttemptRecord {}
