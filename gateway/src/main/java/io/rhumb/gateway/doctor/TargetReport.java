package io.rhumb.gateway.doctor;

import java.net.InetAddress;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one target.
 *
 * @param address to which connections go; null: there is none
 * @param findings of each step, in their order
 */
public record TargetReport(Subject subject, @Nullable InetAddress address, List<Finding> findings) {

  /** Copies the findings. */
  public TargetReport {
    findings = List.copyOf(findings);
  }

  /** The same in other words. */
  TargetReport worded(UnaryOperator<String> words) {
    return new TargetReport(
        subject,
        address,
        findings.stream().map(finding -> finding.worded(words)).toList());
  }

  /** Whether a connection could be made, whoever was at its other end. */
  boolean connects() {
    return findings.stream()
        .anyMatch(finding -> finding.step() == Step.TCP
            && finding.status() != Status.FAILED
            && finding.status() != Status.SKIPPED);
  }

  /** Whether its address is one that only a network of one's own knows. */
  boolean isPrivate() {
    return address != null && Addresses.isPrivate(address);
  }

  /** Whether a step failed. */
  boolean failed() {
    return findings.stream().anyMatch(finding -> finding.status() == Status.FAILED);
  }
}
