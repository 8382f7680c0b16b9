package io.rhumb.gateway.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The project of a Vertex AI target. Its id and its number are taken from one place, never the id from a target and the
 * number from the top of the file: that would name two projects.
 *
 * @param name its id or number, as far as configured
 * @param number its number, as far as configured
 */
record Project(Optional<String> name, Optional<String> number) {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** What a section says of it. */
  static Project read(Section section) {
    Optional<String> name = section.find(Keys.PROJECT, Names.project());
    Optional<String> number = section.find(Keys.PROJECT_NUMBER, Names.projectNumber());
    return new Project(
        name, number.or(() -> name.filter(text -> NUMBER.matcher(text).matches())));
  }

  /** This one, completed by the other as far as both can be the same project. */
  Project or(Project other) {
    return name.isPresent() ? this : new Project(other.name, number.or(other::number));
  }
}
