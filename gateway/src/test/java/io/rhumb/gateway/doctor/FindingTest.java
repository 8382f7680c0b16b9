package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FindingTest {

  private static final Finding SLOW = Finding.ok(Step.TLS, 900, "slow");
  private static final Finding QUICK = Finding.ok(Step.TLS, 5, "quick");
  private static final Finding FAILED = Finding.failed(Step.TLS, 700, "failed", Sign.UNTRUSTED);
  private static final Finding FAILED_FAST = Finding.failed(Step.TLS, 3, "fast", Sign.UNTRUSTED);

  @Test
  void ofTwo_theQuickerCounts() {
    assertThat(SLOW.better(QUICK)).isSameAs(QUICK);
    assertThat(QUICK.better(SLOW)).isSameAs(QUICK);
    assertThat(FAILED.better(FAILED_FAST)).isSameAs(FAILED_FAST);
  }

  @Test
  void ofTwo_theFailedOneCounts_howeverSlow() {
    assertThat(QUICK.better(FAILED)).isSameAs(FAILED);
    assertThat(FAILED.better(QUICK)).isSameAs(FAILED);
  }
}
