package io.rhumb.rehearsal.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.rehearsal.stage.Region;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ActsTest {

  @Test
  void all_namesAreDistinct() {
    assertThat(Acts.all()).map(Act::name).doesNotHaveDuplicates().hasSize(12);
  }

  @Test
  void few_knowsTheControl() {
    assertThat(Acts.few()).map(Act::name).contains("control").hasSize(5);
  }

  @Test
  void named_inTheirOwnOrder() {
    assertThat(Acts.named(List.of("slow-region", "normal")))
        .map(Act::name)
        .containsExactly("normal", "slow-region");
  }

  @Test
  void named_unknown_listsTheKnown() {
    assertThatThrownBy(() -> Acts.named(List.of("meteor")))
        .hasMessageStartingWith("--acts: meteor (expected: some of normal, control, vertex-out,");
  }

  @Test
  void control_tooFewErrors_fails() {
    Course course = Told.course(
        Told.failed(11, 5),
        Told.failed(12, 5),
        Told.failed(13, 5),
        Told.answered(14, 5, Region.EAST));

    assertThat(new Control().judge(course)).noneMatch(Criterion::met);
  }

  @Test
  void control_errors_passes() {
    assertThat(new Control()
            .judge(Told.course(
                Told.failed(11, 5), Told.failed(12, 5), Told.failed(13, 5), Told.failed(14, 5))))
        .allMatch(Criterion::met);
  }

  @Test
  void vertexErrors_anError_fails() {
    Course course = Told.course(Told.failed(12, 5));

    assertThat(new VertexErrors().judge(course))
        .filteredOn(criterion -> !criterion.met())
        .map(Criterion::what)
        .contains("errors that clients saw");
  }
}
