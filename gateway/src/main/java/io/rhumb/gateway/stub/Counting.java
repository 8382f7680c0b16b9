package io.rhumb.gateway.stub;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The text that a stub generates: it counts, the same in every region, so that clients can tell whether all of it came.
 */
final class Counting {

  private static final List<String> UNITS = List.of(
      "zero",
      "one",
      "two",
      "three",
      "four",
      "five",
      "six",
      "seven",
      "eight",
      "nine",
      "ten",
      "eleven",
      "twelve",
      "thirteen",
      "fourteen",
      "fifteen",
      "sixteen",
      "seventeen",
      "eighteen",
      "nineteen");

  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  private Counting() {}

  /** The whole text: {@code one two three} and so on. */
  static String text(int words) {
    return IntStream.range(0, words).mapToObj(Counting::piece).collect(Collectors.joining());
  }

  /** What one event of a stream adds to the text. */
  static String piece(int index) {
    return (index == 0 ? "" : " ") + word(index + 1);
  }

  /** From a hundred on, digits. */
  private static String word(int number) {
    if (number >= 100) {
      return Integer.toString(number);
    }
    if (number < UNITS.size()) {
      return UNITS.get(number);
    }
    String tens = TENS.get(number / 10 - 2);
    return number % 10 == 0 ? tens : tens + "-" + UNITS.get(number % 10);
  }
}
