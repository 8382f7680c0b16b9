package io.rhumb.engine;

import static io.rhumb.engine.Outcome.Cooling.BEGIN;
import static io.rhumb.engine.Outcome.Cooling.END;
import static io.rhumb.engine.Outcome.Cooling.HINT_ONLY;
import static io.rhumb.engine.Outcome.Cooling.TRICKLE;
import static io.rhumb.engine.Outcome.Cooling.UNCHANGED;
import static io.rhumb.engine.Outcome.Next.ANSWER;
import static io.rhumb.engine.Outcome.Next.FREE;
import static io.rhumb.engine.Outcome.Next.NO;
import static io.rhumb.engine.Outcome.Next.NO_MORE;
import static io.rhumb.engine.Outcome.Next.ONCE;
import static io.rhumb.engine.Outcome.Next.YES;
import static io.rhumb.engine.Outcome.Sample.ELAPSED;
import static io.rhumb.engine.Outcome.Sample.FIRST_BYTE;
import static io.rhumb.engine.Outcome.Sample.NONE;
import static io.rhumb.engine.Outcome.Sample.PENALTY;
import static io.rhumb.engine.Outcome.Verdict.FAILURE;
import static io.rhumb.engine.Outcome.Verdict.NEUTRAL;
import static io.rhumb.strategy.AttemptResult.ANSWERED;
import static io.rhumb.strategy.AttemptResult.FAILED;
import static io.rhumb.strategy.AttemptResult.IGNORED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome.Cooling;
import io.rhumb.engine.Outcome.Next;
import io.rhumb.engine.Outcome.Sample;
import io.rhumb.engine.Outcome.Verdict;
import io.rhumb.strategy.AttemptResult;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of what an outcome means, cell by cell. */
final class OutcomeTest {

  private record Row(
      Outcome outcome,
      Next next,
      Verdict verdict,
      Sample sample,
      Cooling cooling,
      AttemptResult result) {

    @Override
    public String toString() {
      return outcome.name();
    }
  }

  private static Stream<Row> table() {
    Verdict success = Verdict.SUCCESS;
    AttemptResult throttled = AttemptResult.THROTTLED;
    return Stream.of(
        new Row(Outcome.SUCCESS, ANSWER, success, FIRST_BYTE, END, ANSWERED),
        new Row(Outcome.REJECTED, ANSWER, success, NONE, UNCHANGED, ANSWERED),
        new Row(Outcome.UNREACHABLE, FREE, FAILURE, PENALTY, UNCHANGED, FAILED),
        new Row(Outcome.NO_CREDENTIAL, FREE, NEUTRAL, NONE, UNCHANGED, IGNORED),
        new Row(Outcome.WRONG_PROTOCOL, FREE, NEUTRAL, NONE, UNCHANGED, IGNORED),
        new Row(Outcome.CONNECTIONS_IN_USE, FREE, NEUTRAL, NONE, UNCHANGED, IGNORED),
        new Row(Outcome.NOT_MADE, FREE, NEUTRAL, NONE, UNCHANGED, IGNORED),
        new Row(Outcome.HEAD_TOO_LARGE, FREE, NEUTRAL, NONE, UNCHANGED, IGNORED),
        new Row(Outcome.CONNECTION_LOST, YES, FAILURE, PENALTY, UNCHANGED, FAILED),
        new Row(Outcome.INTERNAL_ERROR, ONCE, FAILURE, PENALTY, UNCHANGED, FAILED),
        new Row(Outcome.UNAVAILABLE, YES, FAILURE, PENALTY, HINT_ONLY, FAILED),
        new Row(Outcome.TIMEOUT, YES, FAILURE, ELAPSED, UNCHANGED, FAILED),
        new Row(Outcome.IMPATIENT, YES, NEUTRAL, ELAPSED, UNCHANGED, IGNORED),
        new Row(Outcome.REQUEST_TIMEOUT, YES, NEUTRAL, NONE, UNCHANGED, FAILED),
        new Row(Outcome.THROTTLED, YES, NEUTRAL, PENALTY, BEGIN, throttled),
        new Row(Outcome.NOT_READY, YES, NEUTRAL, NONE, TRICKLE, throttled),
        new Row(Outcome.UNAUTHENTICATED, YES, NEUTRAL, NONE, UNCHANGED, FAILED),
        new Row(Outcome.NOT_FOUND, YES, NEUTRAL, NONE, UNCHANGED, FAILED),
        new Row(Outcome.TOO_LARGE, NO, success, NONE, UNCHANGED, ANSWERED),
        new Row(Outcome.NO_ROOM, NO_MORE, NEUTRAL, NONE, UNCHANGED, IGNORED),
        new Row(Outcome.LOST, NO, NEUTRAL, ELAPSED, UNCHANGED, IGNORED),
        new Row(Outcome.STREAM_CUT, NO, FAILURE, NONE, UNCHANGED, FAILED),
        new Row(Outcome.STREAM_STALLED, NO, FAILURE, NONE, UNCHANGED, FAILED),
        new Row(Outcome.LOST_EXTRA, NO, NEUTRAL, NONE, UNCHANGED, IGNORED),
        new Row(Outcome.CLIENT_GONE, NO, NEUTRAL, NONE, UNCHANGED, IGNORED));
  }

  @ParameterizedTest
  @MethodSource("table")
  void row(Row row) {
    Outcome outcome = row.outcome();
    assertThat(new Row(
            outcome,
            outcome.next(),
            outcome.verdict(),
            outcome.sample(),
            outcome.cooling(),
            outcome.result()))
        .isEqualTo(row);
  }

  @Test
  void everyOutcome_hasItsRow() {
    assertThat(table().map(Row::outcome))
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Outcome.class));
  }

  /** Whatever failed must not enter the statistics with the short time that failing took. */
  @Test
  void noFailure_entersTheStatisticsAsAnAnswer() {
    assertThat(EnumSet.allOf(Outcome.class))
        .filteredOn(outcome -> outcome.sample() == FIRST_BYTE)
        .containsExactly(Outcome.SUCCESS);
  }
}
