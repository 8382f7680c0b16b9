package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DispatchPolicyTest {

  private final DispatchPolicy policy = new DispatchPolicy(100, false, 50, 3);

  @Test
  void within_less_isImpatient() {
    assertThat(policy.within(99)).isEqualTo(new DispatchPolicy(99, true, 50, 3));
  }

  @Test
  void within_asMuchOrMore_changesNothing() {
    assertThat(policy.within(100)).isSameAs(policy);
    assertThat(policy.within(Long.MAX_VALUE)).isSameAs(policy);
  }

  @Test
  void within_nothing_isRefused() {
    assertThatThrownBy(() -> policy.within(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0,1,1", "-1,1,1", "1,0,1", "1,1,0"})
  void bounds_thatAreNotPositive_areRefused(long timeout, long attemptTimeout, int maxAttempts) {
    assertThatThrownBy(() -> new DispatchPolicy(timeout, false, attemptTimeout, maxAttempts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timeoutNanos: " + timeout)
        .hasMessageContaining("maxAttempts: " + maxAttempts);
  }
}
