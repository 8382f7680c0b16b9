package io.rhumb.rehearsal.act;

import java.time.Duration;
import java.util.List;

/**
 * What came of an act.
 *
 * @param act which
 * @param course how it went
 * @param criteria what it had to show
 * @param unrest the longest that the machine kept the rehearsal itself waiting meanwhile
 */
public record Verdict(Act act, Course course, List<Criterion> criteria, Duration unrest) {

  /** What criteria grant: whoever had to wait longer was not measured. */
  private static final Duration BEARABLE = Criteria.SLACK;

  /** Whether it showed all of it. */
  public boolean passed() {
    return criteria.stream().allMatch(Criterion::met);
  }

  /** Whether it did not pass, but the machine was too busy to tell. That is no excuse for a request that was not answered. */
  public boolean inconclusive() {
    return !passed()
        && criteria.stream().allMatch(criterion -> criterion.met() || criterion.excusable())
        && unrest.compareTo(BEARABLE) > 0;
  }
}
