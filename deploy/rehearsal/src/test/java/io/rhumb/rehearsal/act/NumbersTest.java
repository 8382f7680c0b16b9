package io.rhumb.rehearsal.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NumbersTest {

  @Test
  void latency_nearestRank() {
    List<Sample> samples = IntStream.rangeClosed(1, 20)
        .mapToObj(millis -> Told.answered(1, millis, Region.CENTRAL))
        .toList();

    assertThat(Numbers.latency(samples, 0.5)).isEqualTo(10);
    assertThat(Numbers.latency(samples, 0.95)).isEqualTo(19);
    assertThat(Numbers.latency(samples, 1)).isEqualTo(20);
  }

  @Test
  void latency_errors_doNotCount() {
    List<Sample> samples = List.of(Told.answered(1, 50, Region.CENTRAL), Told.failed(1, 1));

    assertThat(Numbers.latency(samples, 0.01)).isEqualTo(50);
    assertThat(Numbers.errors(samples)).isEqualTo(1);
  }
}
