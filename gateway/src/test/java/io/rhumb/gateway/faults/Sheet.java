package io.rhumb.gateway.faults;

import java.util.ArrayList;
import java.util.List;

/** Collects what a row sees, so that it is known of a row that fails too. Thread-safe. */
final class Sheet {

  private final List<Long> nanos = new ArrayList<>();
  private long requests;
  private long reached = -1;

  /** These requests are part of the measurement. */
  synchronized Answers add(Answers answers) {
    answers.all().forEach(answer -> nanos.add(answer.waitedNanos()));
    requests += answers.all().size();
    return answers;
  }

  /** Something else than a request was waited for. */
  synchronized void waited(long waitedNanos) {
    nanos.add(waitedNanos);
    requests++;
  }

  /** How many attempts got as far as the sick target. */
  synchronized void reached(long attempts) {
    reached = attempts;
  }

  synchronized Reading reading(Verdict verdict, String note) {
    return new Reading(verdict, reached, requests, List.copyOf(nanos), note);
  }
}
