package io.rhumb.engine;

import io.rhumb.engine.Outcome.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A course of events drawn from a seed: attempts that begin, and end well or badly, early or late, while time passes. */
final class BreakerCourse {

  private static final int EVENTS = 3_000;
  private static final Verdict[] VERDICTS = Verdict.values();

  private final Random random;
  private final List<Permit> running = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private long nowNanos;
  private double badness;

  BreakerCourse(long seed) {
    random = new Random(seed);
  }

  /** What the breaker did: for each event a line, with its state and the time until it admits an attempt. */
  List<String> of(Admission breaker) {
    for (int i = 0; i < EVENTS; i++) {
      if (i % 500 == 0) {
        // Fair and foul weather by turns: a long run of failures is what makes resets grow.
        badness = i % 1_000 == 0 ? 1 : 0.2;
      }
      nowNanos += pass();
      String event = random.nextBoolean() ? begin(breaker) : goOn();
      lines.add(nowNanos + " " + event);
      lines.add(breaker.availability(nowNanos) + " " + breaker.untilAdmittedNanos(nowNanos));
    }
    return lines;
  }

  private long pass() {
    return (long) (1_000_000_000L * Math.pow(20, random.nextDouble()) * random.nextDouble());
  }

  private String begin(Admission breaker) {
    Permit permit = breaker.admit(nowNanos);
    if (permit == null) {
      return lastResort(breaker);
    }
    running.add(permit);
    return permit.probe() ? "probe" : "admitted";
  }

  private String lastResort(Admission breaker) {
    if (random.nextInt(20) != 0) {
      return "refused";
    }
    running.add(breaker.lastResort(nowNanos));
    return "last resort " + breaker.lastResorts();
  }

  private String goOn() {
    return random.nextDouble() < (1 - badness) / 2 ? answer() : end();
  }

  /** Has an answer begin. */
  private String answer() {
    if (running.isEmpty()) {
      return "idle";
    }
    Permit permit = running.remove(random.nextInt(running.size()));
    running.add(permit.begun(nowNanos));
    return "begun";
  }

  private String end() {
    if (running.isEmpty()) {
      return "idle";
    }
    Permit permit = running.remove(random.nextInt(running.size()));
    Verdict verdict =
        random.nextDouble() < badness ? Verdict.FAILURE : VERDICTS[random.nextInt(VERDICTS.length)];
    permit.end(verdict, nowNanos);
    return "ended " + verdict;
  }
}
