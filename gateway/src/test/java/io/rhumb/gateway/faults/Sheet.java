package io.rhumb.gateway.faults;

import java.util.ArrayList;
import java.util.List;

/** Collects what a row sees, so that it is known of a row that fails too. */
final class Sheet {

  private final List<Long> nanos = new ArrayList<>();
  private long requests;
  private long reached = -1;

  /** These requests are part of the measurement. */
  Answers add(Answers answers) {
    answers.all().forEach(answer -> nanos.add(answer.nanos()));
    requests += answers.all().size();
    return answers;
  }

  /** Something else than a request was waited for. */
  void waited(long waitedNanos) {
    nanos.add(waitedNanos);
    requests++;
  }

  /** How many attempts got as far as the sick target. */
  void reached(long attempts) {
    reached = attempts;
  }

  Reading reading(Verdict unary, Verdict streaming, String note) {
    long[] all = nanos.stream().mapToLong(Long::longValue).toArray();
    return new Reading(unary, streaming, reached, requests, all, note);
  }
}
