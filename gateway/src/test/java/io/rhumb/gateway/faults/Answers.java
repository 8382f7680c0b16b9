package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What several requests came to, in the order in which they were sent. Every check returns the same answers. */
record Answers(List<Answer> all) {

  private static final String PREDICTIONS = "\"predictions\":[1.0,2.0,3.0]";

  /**
   * What a machine with two cores that has other things to do may add to an answer: a guess. What is to be noticed here is a gateway
   * that waits for a timeout, and those of the models are ten seconds and more.
   */
  static final Duration BUSY = Duration.ofSeconds(3);

  /** Each is a whole, correct prediction. */
  Answers predicted() {
    return each(
        "a prediction", answer -> answer.status() == 200 && answer.body().contains(PREDICTIONS));
  }

  Answers predictedBy(String region) {
    return predicted().each("from " + region, answer -> answer.target().equals(region));
  }

  Answers withStatus(int status) {
    return each("status " + status, answer -> answer.status() == status);
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
