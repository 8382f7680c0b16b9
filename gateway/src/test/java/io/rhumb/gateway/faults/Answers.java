package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What several requests came to, in the order in which they were sent. Every check returns the same answers. */
record Answers(List<Answer> all) {

  /**
   * What a machine with two cores that has other things to do may add to an answer: a guess. What is to be noticed here is a gateway
   * that waits for a timeout, and those of the models are ten seconds and more.
   */
  static final Duration BUSY = Duration.ofSeconds(3);

  /** Each is whole and correct. */
  Answers predicted() {
    return each("all that was asked for", Answer::whole);
  }

  Answers predictedBy(String region) {
    return predicted().each("from " + region, answer -> answer.target().equals(region));
  }

  /** Each is half of a stream, and does not pass for more. */
  Answers brokenOff() {
    return each("an error after one half", Answer::brokenOff);
  }

  /** Each ended as it should, with this status. */
  Answers withStatus(int status) {
    return each("status " + status, answer -> answer.ended() && answer.status() == status);
  }

  /** Each cost one attempt. */
  Answers afterOneAttempt() {
    return each("one attempt", answer -> answer.attempts().size() == 1);
  }

  /** Each took no longer than that, and what a busy machine adds. */
  Answers within(Duration bound) {
    Duration most = bound.plus(BUSY);
    return each("within " + most, answer -> answer.nanos() <= most.toNanos());
  }

  /** Each is as expected; those that are not are told of, but not hundreds of them. */
  Answers each(String expected, Predicate<Answer> condition) {
    List<Answer> others = all.stream().filter(condition.negate()).toList();
    assertThat(others.size())
        .as(() -> "%d of %d not as expected (%s), such as %s"
            .formatted(
                others.size(), all.size(), expected, others.subList(0, Math.min(2, others.size()))))
        .isZero();
    return this;
  }

  /** Those that came from one region. */
  Answers from(String region) {
    return new Answers(
        all.stream().filter(answer -> answer.target().equals(region)).toList());
  }

  /** All attempts of the requests. */
  Stream<String> attempts() {
    return all.stream().flatMap(answer -> answer.attempts().stream());
  }

  /** What the attempts at a region came to, one by one. */
  List<String> outcomesAt(String region) {
    return attempts()
        .filter(attempt -> attempt.startsWith(region + " "))
        .map(attempt -> attempt.substring(attempt.lastIndexOf(' ') + 1))
        .toList();
  }

  Answers and(Answers others) {
    return new Answers(Stream.concat(all.stream(), others.all.stream()).toList());
  }
}
