package io.rhumb.gateway.faults;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What one request came to.
 *
 * @param mode how it was asked for
 * @param status 0: no answer at all
 * @param body what came of it
 * @param failure what happened instead of its end; empty: it ended as it should
 * @param firstByteNanos from when it was due until its first byte, or its end if it had none
 * @param nanos from when it was due until its end
 */
record Answer(
    Mode mode,
    int status,
    HttpHeaders headers,
    String body,
    String failure,
    long firstByteNanos,
    long nanos) {

  private static final Pattern ATTEMPT =
      Pattern.compile("([a-z0-9-]+);kind=([a-z]+);outcome=([a-z-]+);ms=(\\d+)");

  /** Whether it ended as it should, whatever it says. */
  boolean ended() {
    return status != 0 && failure.isEmpty();
  }

  /** Whether it is all that was asked for. */
  boolean whole() {
    return status == 200 && ended() && mode.isWhole(body);
  }

  /** Whether it is half of a stream that tells so in both ways: by an event, and by an end that is none. */
  boolean brokenOff() {
    return status == 200 && !ended() && Chat.text(body).equals(Chat.HALF) && Chat.endsInError(body);
  }

  /** How long it left its client with nothing to show. */
  long waitedNanos() {
    return mode == Mode.STREAM ? firstByteNanos : nanos;
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  String target() {
    return header("x-rhumb-target");
  }

  /** Such as {@code us-central1 primary unavailable}. */
  List<String> attempts() {
    return matches().stream()
        .map(m -> m.group(1) + " " + m.group(2) + " " + m.group(3))
        .toList();
  }

  /** The same once all of them had ended: the one that answered was a success. */
  List<String> attemptsAtLast() {
    return attempts().stream()
        .map(attempt -> attempt.replaceFirst(" " + mode.won() + "$", " success"))
        .toList();
  }

  /** By which log and trace know it. */
  String id() {
    return header("x-request-id");
  }

  /** How long its attempts took together. */
  long attemptMillis() {
    return matches().stream().mapToLong(m -> Long.parseLong(m.group(4))).sum();
  }

  private List<MatchResult> matches() {
    return ATTEMPT.matcher(header("x-rhumb-attempts")).results().toList();
  }

  @Override
  public String toString() {
    return status + " from " + target() + " in " + nanos / 1_000_000 + " ms after " + attempts()
        + ": " + body + " " + failure;
  }
}
