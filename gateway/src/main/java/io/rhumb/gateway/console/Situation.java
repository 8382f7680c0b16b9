package io.rhumb.gateway.console;

import io.rhumb.gateway.console.Look.AtTarget;
import io.rhumb.gateway.console.Sentence.Severity;
import io.rhumb.gateway.reload.ConfigStatus;
import io.rhumb.strategy.Availability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is going on with one model, in words: what somebody who has one minute reads first.
 *
 * <p>Which of a hundred numbers matters is decided here and nowhere else. The thresholds are guesses.
 */
final class Situation {

  /** Failures of a target that are worth a word: more than chance, and often enough. */
  private static final int FEW = 3;

  private static final double OFTEN = 0.1;
  /** A target that answers less than that is not where the traffic goes. */
  private static final double WORTH_NAMING = 0.2;

  private final Look look;
  private final List<Sentence> sentences = new ArrayList<>();

  private Situation(Look look) {
    this.look = look;
  }

  /** Everything worth saying, the most urgent first; never nothing. */
  static List<Sentence> of(Look look) {
    return new Situation(look).sentences();
  }

  /** What is worth saying of the gateway itself; often nothing. */
  static Stream<Sentence> ofGateway(Scene scene) {
    List<Sentence> sentences = new ArrayList<>();
    scene
        .whyNotReady()
        .get()
        .ifPresent(why -> sentences.add(
            new Sentence(Severity.WARNING, "not-ready", "The gateway is not ready: " + why)));
    ConfigStatus configuration = scene.configuration().get();
    if (configuration.refused()) {
      sentences.add(new Sentence(
          Severity.NOTICE,
          "config",
          "The configuration that is there is refused; generation " + configuration.generation()
              + " stays in force"));
    }
    return sentences.stream();
  }

  private List<Sentence> sentences() {
    failures();
    refused();
    failing();
    switchedOff();
    if (sentences.isEmpty()) {
      calm();
    }
    sentences.sort(Comparator.comparing(Sentence::severity).reversed());
    return sentences;
  }

  private void failures() {
    int failed = look.recent(Count.FAILED);
    if (failed > 0) {
      String share = Spoken.share(failed, look.recent(Count.ENDED));
      add(Severity.ALARM, "failures", share + " of the requests fail");
    }
  }

  private void refused() {
    List<AtTarget> ill =
        look.targets().stream().filter(at -> !at.standing().well()).toList();
    if (ill.isEmpty()) {
      return;
    }
    List<String> clauses = ill.stream().map(this::clause).toList();
    String ids = String.join(",", ill.stream().map(AtTarget::id).toList());
    if (ill.size() == look.targets().size()) {
      add(Severity.ALARM, "none:" + ids, Spoken.list(clauses) + "; no target is left");
    } else {
      add(Severity.WARNING, "ill:" + ids, Spoken.list(clauses) + goesTo(ill.size()));
    }
  }

  private String clause(AtTarget at) {
    String since = Spoken.time(look.nowNanos() - at.standing().sinceNanos());
    return at.standing().availability() == Availability.COOLING
        ? at.id() + " cools down since " + since + ", for "
            + Spoken.time(at.target().untilAdmittedNanos(look.nowNanos())) + " more"
        : at.id() + " is refused by its breaker since " + since;
  }

  private String goesTo(int ill) {
    List<String> takers = takers();
    return takers.isEmpty()
        ? ""
        : (ill == 1 ? "; its" : "; their") + " traffic goes to " + Spoken.list(takers);
  }

  private List<String> takers() {
    List<AtTarget> well =
        look.targets().stream().filter(at -> at.standing().well()).toList();
    int all = well.stream().mapToInt(at -> look.recent(at, Count.ANSWERED)).sum();
    return well.stream()
        .filter(at -> all > 0 && look.recent(at, Count.ANSWERED) >= WORTH_NAMING * all)
        .map(AtTarget::id)
        .toList();
  }

  private void failing() {
    for (AtTarget at : look.targets()) {
      int failed = look.recent(at, Count.FAILED);
      int ended = look.recent(at, Count.ENDED);
      if (at.standing().well() && failed >= FEW && failed >= OFTEN * ended) {
        add(
            Severity.WARNING,
            "failing:" + at.id(),
            at.id() + " fails " + Spoken.share(failed, ended) + " of its attempts");
      }
    }
  }

  private void switchedOff() {
    if (look.model().strategies().current().standard().switchedOff()) {
      add(
          Severity.WARNING,
          "switched-off",
          "The strategy is switched off after its faults, and local-first order took its place");
    }
  }

  private void calm() {
    int ended = look.recent(Count.ENDED);
    if (ended == 0) {
      add(Severity.CALM, "quiet", "No request in the last seconds; every target would take one");
      return;
    }
    String rate = Spoken.number(ended / look.recentSeconds());
    List<String> takers = takers();
    add(
        Severity.CALM,
        "calm:" + String.join(",", takers),
        rate + " requests a second"
            + (takers.isEmpty() ? "" : ", answered by " + Spoken.list(takers))
            + "; every target is well");
  }

  private void add(Severity severity, String key, String text) {
    sentences.add(new Sentence(severity, look.name() + "/" + key, text));
  }
}
