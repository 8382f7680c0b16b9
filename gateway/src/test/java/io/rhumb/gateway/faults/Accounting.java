package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.gateway.packaged.Ended;
import io.rhumb.gateway.stub.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Two regions fail in different ways, now and then. What the headers of all answers say, what the metrics say and what the regions
 * themselves have counted is the same, attempt by attempt; and the log and the trace say it of each request.
 */
final class Accounting extends FaultRow {

  /** Each outcome that may occur here, and the status with which a region brings it about. */
  private static final Map<String, Integer> STATUSES =
      Map.of("success", 200, "internal-error", 500, "unavailable", 503);

  private static final double SHARE = 0.1;

  Accounting() {
    super("16", "accounting: headers, metrics, log and trace");
  }

  @Override
  Site site(Stage stage, String model) {
    return super.site(stage, model).region(Site.LAST).observed();
  }

  @Override
  boolean alone() {
    return true;
  }

  @Override
  boolean quiet() {
    return true;
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    Figures before = Figures.of(scene);
    scene.site().fault(Fault.status(500).withShare(SHARE), Site.LOCAL);
    scene.site().fault(Fault.status(503).withShare(SHARE), Site.NEXT);
    Answers answers = scene
        .sheet()
        .add(scene.client().pace(scene.form().pick(150, 1_500), Duration.ofMillis(20)));
    scene.site().awaitQuiet();
    scene.sheet().reached(scene.site().reached(Site.LOCAL));
    Figures after = Figures.of(scene);

    answers.predicted();
    for (String region : List.of(Site.LOCAL, Site.NEXT, Site.LAST)) {
      STATUSES.forEach((outcome, status) -> {
        String word = status == 200 ? scene.mode().won() : outcome;
        long told = answers.outcomesAt(region).stream().filter(word::equals).count();
        long counted = after.attempts(region, outcome) - before.attempts(region, outcome);
        long happened = scene.site().of(region).counters().answered(status);
        assertThat(List.of(told, counted)).as(region + " " + outcome).containsOnly(happened);
      });
      assertThat(scene.site().reached(region))
          .isEqualTo(answers.outcomesAt(region).size());
    }
    assertThat(answers.outcomesAt(Site.LOCAL)).contains("internal-error");
    double seconds = after.seconds() - before.seconds();
    assertThat(after.requests() - before.requests()).isEqualTo(answers.all().size());
    scene.gateway().process().terminate();
    Journal log = Journal.ofLog(linesOf(scene.gateway().process().awaitEnd()));
    assertSame(log, answers);
    assertSame(Journal.ofSpans(scene.site().spans().spans()), answers);
    assertThat(scene.site().spans().problems()).isEmpty();
    // The log's are rounded to microseconds.
    assertThat(seconds).isCloseTo(secondsOf(log, answers), within(answers.all().size() * 1e-6));
  }

  /** What it writes of requests: all but the first line, which says where it listens. */
  private static List<String> linesOf(Ended gateway) {
    return gateway.out().subList(1, gateway.out().size());
  }

  private static double secondsOf(Journal journal, Answers answers) {
    return answers.all().stream()
        .mapToDouble(answer -> journal.entries().get(answer.id()).nanos() / 1e9)
        .sum();
  }

  /** An attempt is a part of its request at the gateway, and that is a part of the client's wait. */
  private static void assertSame(Journal journal, Answers answers) {
    for (Answer answer : answers.all()) {
      Journal.Entry entry = journal.entries().get(answer.id());
      assertThat(entry).as(answer.toString()).isNotNull();
      assertThat(entry.attempts()).containsExactlyInAnyOrderElementsOf(answer.attemptsAtLast());
      assertThat(entry.nanos())
          .as(answer.toString())
          .isBetween(answer.attemptMillis() * 1_000_000, answer.nanos());
    }
  }
}
