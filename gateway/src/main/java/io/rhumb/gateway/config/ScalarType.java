package io.rhumb.gateway.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a scalar has to be.
 *
 * <p>After a problem the reading goes on with a stand-in, so that the other problems are found too; what was read is
 * then thrown away.
 *
 * @param expected the words of the message
 * @param standIn any legal value
 * @param parser the value; empty if it is not one
 * @param <T> the value
 */
record ScalarType<T>(String expected, T standIn, Function<ConfigNode.Scalar, Optional<T>> parser) {

  /** The value, or a problem and the stand-in. */
  T read(ConfigNode node, Problems problems) {
    Optional<T> value =
        node instanceof ConfigNode.Scalar scalar ? parser.apply(scalar) : Optional.empty();
    if (value.isEmpty()) {
      problems.invalid(node, expected);
    }
    return value.orElse(standIn);
  }

  /** The same type with one word that stands for a value of its own. */
  ScalarType<T> or(String word, T meaning) {
    return new ScalarType<>(
        word + " or " + expected,
        standIn,
        scalar -> scalar.text().equals(word) ? Optional.of(meaning) : parser.apply(scalar));
  }

  /** The same type with another stand-in. */
  ScalarType<T> standingIn(T other) {
    return new ScalarType<>(expected, other, parser);
  }

  /** The same type, where each value stands for another. */
  <U> ScalarType<U> map(Function<T, U> function) {
    return new ScalarType<>(
        expected, function.apply(standIn), scalar -> parser.apply(scalar).map(function));
  }
}
