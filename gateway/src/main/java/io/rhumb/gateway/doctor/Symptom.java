package io.rhumb.gateway.doctor;

import java.util.function.Predicate;

/**
 * One row of {@link Symptoms}.
 *
 * @param sign what was seen
 * @param where it must be seen
 * @param looksLike the mistake; with placeholders of {@link Scene#fill}
 * @param whatToDo against it; with placeholders too
 */
record Symptom(Sign sign, Predicate<Scene> where, String looksLike, String whatToDo) {

  /** A row that fits anywhere. */
  Symptom(Sign sign, String looksLike, String whatToDo) {
    this(sign, anywhere -> true, looksLike, whatToDo);
  }

  boolean fits(Scene scene) {
    return scene.finding().sign() == sign && where.test(scene);
  }

  Advice advice(Scene scene) {
    return new Advice(scene.finding().step(), scene.fill(looksLike), scene.fill(whatToDo));
  }
}
