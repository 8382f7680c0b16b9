package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Answer;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.List;

/** Courses of acts that nobody played: it strikes at 10 s and is over at 20 s. */
public final class Told {

  private static final long SECOND = 1_000_000_000L;

  private Told() {}

  /** A course with these requests. */
  public static Course course(Sample... samples) {
    return new Course(
        List.of(samples), 0, 10 * SECOND, 10 * SECOND, 20 * SECOND, 20 * SECOND, 30 * SECOND);
  }

  /** A request of a client in us-central1 that got a good answer. */
  public static Sample answered(double atSeconds, double millis, Region target) {
    return sample(atSeconds, millis, new Answer(target.name(), target.name(), ""));
  }

  /** A request of a client in us-central1 that got none. */
  public static Sample failed(double atSeconds, double millis) {
    return sample(atSeconds, millis, new Answer("none", "", "status 503"));
  }

  private static Sample sample(double atSeconds, double millis, Answer answer) {
    return new Sample(
        "load", Region.CENTRAL, (long) (atSeconds * SECOND), (long) (millis * 1e6), answer);
  }
}
