package io.rhumb.gateway.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What became of one request. Changes no more, and may be kept and read by any thread: it holds nothing of what the client or a
 * target sent but the id.
 *
 * @param id the {@code x-request-id} of its answer
 * @param caller the name of who asked; empty where nobody had to say, or nobody was let in
 * @param model the logical name of what was asked for; null where that was not found out
 * @param method the word of what was asked of it, such as {@code predict}; null where that was not found out
 * @param outcome what became of it
 * @param status of the answer; 499 where the client went away
 * @param startNanos when its head was there, by the clock that attempts go by
 * @param elapsedNanos until its answer was, whole
 * @param requestBytes of its body
 * @param answerBytes of the answer's body; 0 where the gateway made it
 * @param course how it went over the targets; null where it did not get there
 */
public record RequestRecord(
    String id,
    String caller,
    @Nullable String model,
    @Nullable String method,
    RequestOutcome outcome,
    int status,
    long startNanos,
    long elapsedNanos,
    long requestBytes,
    long answerBytes,
    @Nullable Course course) {

  /** The time until the first byte of the answer's body came from a target; negative where none did. */
  public long firstByteNanos() {
    return course == null || course.answeredBy() == null
        ? -1
        : course.answeredBy().startNanos() - startNanos + course.answeredBy().firstByteNanos();
  }

  /** The id of the target that answered; null where none did. */
  public @Nullable String answeredBy() {
    return course == null || course.answeredBy() == null
        ? null
        : course.answeredBy().target();
  }

  /** Whether an attempt went to that target. */
  public boolean asked(String target) {
    return course != null
        && course.attempts().stream().anyMatch(attempt -> attempt.target().equals(target));
  }

  /** Whether it, or an attempt, came to that. */
  public boolean hasOutcome(String word) {
    return outcome.word().equals(word) || (course != null && course.hasOutcome(word));
  }
}
