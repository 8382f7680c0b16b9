package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Availability;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An admission that does as the test says, and fails it when a permit is ended twice. */
final class TestAdmission implements Admission {

  private boolean probing;
  private boolean refusing;
  private boolean without;
  private boolean lastResort;
  private long untilNanos;
  private int permits;
  private final List<Outcome.Verdict> verdicts = new ArrayList<>();

  TestAdmission refuseUntil(long nanos) {
    refusing = true;
    untilNanos = nanos;
    return this;
  }

  /** As a breaker does that knows last resorts. */
  void offerLastResort() {
    lastResort = true;
  }

  /** As a breaker does whose one probe is out: it does not know until when. */
  void refuseWithoutWarning() {
    without = true;
  }

  void admitAsProbe() {
    probing = true;
  }

  /** What the ended permits learned, in the order in which they ended. */
  List<Outcome.Verdict> verdicts() {
    return verdicts;
  }

  int permits() {
    return permits;
  }

  @Override
  public Availability availability(long nowNanos) {
    if (refusing && nowNanos < untilNanos) {
      return Availability.BREAKER_OPEN;
    }
    return probing ? Availability.PROBE_ONLY : Availability.ADMITTED;
  }

  @Override
  public @Nullable Permit admit(long nowNanos) {
    if (without || refusing && nowNanos < untilNanos) {
      return null;
    }
    permits++;
    return new OncePermit(probing);
  }

  @Override
  public @Nullable Permit lastResort(long nowNanos) {
    if (!lastResort) {
      return null;
    }
    permits++;
    return new OncePermit(true);
  }

  @Override
  public long untilAdmittedNanos(long nowNanos) {
    return refusing ? Math.max(0, untilNanos - nowNanos) : 0;
  }

  private final class OncePermit implements Permit {
    private final boolean probe;
    private boolean ended;

    OncePermit(boolean probe) {
      this.probe = probe;
    }

    @Override
    public boolean probe() {
      return probe;
    }

    @Override
    public void end(Outcome.Verdict verdict, long nowNanos) {
      assertThat(ended).as("the permit had ended before").isFalse();
      ended = true;
      verdicts.add(verdict);
    }
  }
}
