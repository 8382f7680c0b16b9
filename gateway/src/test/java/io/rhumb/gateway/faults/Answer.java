package io.rhumb.gateway.faults;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What one request came to.
 *
 * @param status 0: no answer at all
 * @param body or what happened instead of an answer
 * @param nanos from when it was due until the end of the answer
 */
record Answer(int status, String body, HttpHeaders headers, long nanos) {

  private static final Pattern ATTEMPT =
      Pattern.compile("([a-z0-9-]+);kind=([a-z]+);outcome=([a-z-]+);ms=(\\d+)");

  static Answer of(HttpResponse<String> response, Throwable failure, long nanos) {
    return failure == null
        ? new Answer(response.statusCode(), response.body(), response.headers(), nanos)
        : new Answer(0, failure.toString(), HttpHeaders.of(Map.of(), (name, value) -> true), nanos);
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
        + ": " + body;
  }
}
