package io.rhumb.rehearsal.act;

import java.util.List;

/**
 * What came of an act.
 *
 * @param act which
 * @param course how it went
 * @param criteria what it had to show
 */
public record Verdict(Act act, Course course, List<Criterion> criteria) {

  /** Whether it showed all of it. */
  public boolean passed() {
    return criteria.stream().allMatch(Criterion::met);
  }
}
