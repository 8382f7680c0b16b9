package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TargetSetTest {

  private static Target target(String id) {
    return new Target(id, id, false, Admission.ALWAYS, () -> 0, new Random(1));
  }

  private static List<Target> targets(int count) {
    return IntStream.range(0, count).mapToObj(i -> target("t" + i)).toList();
  }

  @Test
  void order_isThatOfTheConfiguration() {
    TargetSet set = new TargetSet(targets(32));

    assertThat(set.size()).isEqualTo(32);
    for (int i = 0; i < set.size(); i++) {
      assertThat(set.get(i).id()).isEqualTo("t" + i);
    }
  }

  @Test
  void byId_findsEach_andNoOther() {
    TargetSet set = new TargetSet(targets(3));

    assertThat(set.byId("t2")).isSameAs(set.get(2));
    assertThat(set.byId("T2")).isNull();
    assertThat(set.byId("")).isNull();
  }

  @Test
  void get_outside_isRefused() {
    TargetSet set = new TargetSet(targets(1));

    assertThatThrownBy(() -> set.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> set.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void noneOrTooMany_isRefused() {
    assertThatThrownBy(() -> new TargetSet(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("targets: 0 (expected: 1 to 32)");
    List<Target> tooMany = targets(33);
    assertThatThrownBy(() -> new TargetSet(tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("targets: 33 (expected: 1 to 32)");
  }

  @Test
  void sameIdTwice_isRefused() {
    List<Target> twice = List.of(target("us"), target("us"));

    assertThatThrownBy(() -> new TargetSet(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("targets: [us, us] (expected: distinct ids)");
  }

  @Test
  void laterChangesOfTheList_changeNothing() {
    List<Target> list = new ArrayList<>(targets(2));
    TargetSet set = new TargetSet(list);
    list.clear();

    assertThat(set.size()).isEqualTo(2);
  }
}
