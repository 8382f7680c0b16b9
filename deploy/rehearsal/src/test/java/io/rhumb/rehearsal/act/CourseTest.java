package io.rhumb.rehearsal.act;

import static io.rhumb.rehearsal.act.Told.answered;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import org.junit.jupiter.api.Test;

final class CourseTest {

  private final Sample early = answered(5, 10, Region.CENTRAL);
  private final Sample inFlight = answered(9.9, 200, Region.CENTRAL);
  private final Sample first = answered(10, 10, Region.EAST);
  private final Sample second = answered(15, 10, Region.EAST);
  private final Sample late = answered(20, 10, Region.CENTRAL);
  private final Course course = Told.course(early, inFlight, first, second, late);

  @Test
  void before_inFlight_isNotOver() {
    assertThat(course.before()).containsExactly(early);
  }

  @Test
  void during() {
    assertThat(course.during()).containsExactly(inFlight, first, second);
  }

  @Test
  void settled_secondHalf() {
    assertThat(course.settled()).containsExactly(second);
  }

  @Test
  void after() {
    assertThat(course.after()).containsExactly(late);
  }
}
