package io.rhumb.gateway.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the doctor found.
 *
 * @param source where the configuration comes from
 * @param localRegion the region that the doctor is in; empty: not known
 * @param remarks on the configuration itself
 * @param targets what was examined, in the order of the configuration
 */
public record Report(
    String source, Optional<String> localRegion, List<Remark> remarks, List<TargetReport> targets) {

  /** Copies the lists. */
  public Report {
    remarks = List.copyOf(remarks);
    targets = List.copyOf(targets);
  }

  /** Whether a step failed. */
  public boolean failed() {
    return count(Status.FAILED) > 0;
  }

  /** How many steps and remarks went so. */
  long count(Status status) {
    long steps = targets.stream()
        .flatMap(target -> target.findings().stream())
        .filter(finding -> finding.status() == status)
        .count();
    return status == Status.WARNING ? steps + remarks.size() : steps;
  }

  /** What there is to say of a target, in the order of its steps. */
  List<Advice> advice(TargetReport target) {
    List<Advice> advice = new ArrayList<>();
    for (Finding finding : target.findings()) {
      if (finding.troubles()) {
        Symptoms.adviceOn(new Scene(target, finding, targets, localRegion)).ifPresent(advice::add);
      }
    }
    return advice;
  }
}
