package io.rhumb.gateway.packaged;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds up what the answers say of their attempts: how many of each target came to each outcome. */
final class Tally {

  private static final Pattern ATTEMPT =
      Pattern.compile("([a-z0-9-]+);kind=([a-z]+);outcome=([a-z-]+)");

  private final LongAdder answers = new LongAdder();
  private final LongAdder hedges = new LongAdder();
  private final Map<String, LongAdder> attempts = new ConcurrentHashMap<>();

  HttpResponse<String> add(HttpResponse<String> answer) {
    add(answer.headers(), "success");
    return answer;
  }

  /**
   * The same of any answer.
   *
   * @param last what the attempt has come to of which its head says that it is running, as a stream's does
   */
  void add(HttpHeaders headers, String last) {
    answers.increment();
    Matcher attempt = ATTEMPT.matcher(headers.firstValue("x-rhumb-attempts").orElse(""));
    while (attempt.find()) {
      if (attempt.group(2).equals("hedge")) {
        hedges.increment();
      }
      String outcome = attempt.group(3).equals("running") ? last : attempt.group(3);
      attempts
          .computeIfAbsent(attempt.group(1) + " " + outcome, key -> new LongAdder())
          .increment();
    }
  }

  /** How many of the attempts were hedges. */
  long hedges() {
    return hedges.sum();
  }

  /** How many answers there were. */
  long answers() {
    return answers.sum();
  }

  /** By target and outcome, such as {@code us-east4 success}. */
  Map<String, Long> attempts() {
    Map<String, Long> all = new TreeMap<>();
    attempts.forEach((key, count) -> all.put(key, count.sum()));
    return all;
  }
}
