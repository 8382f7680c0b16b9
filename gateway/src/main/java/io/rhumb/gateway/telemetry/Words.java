package io.rhumb.gateway.telemetry;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The constants of an enum as headers, logs and metrics write them: {@code CONNECTION_LOST} is {@code connection-lost}. Made once,
 * read without allocation.
 *
 * @param <E> the enum
 */
public final class Words<E extends Enum<E>> {

  private final Map<E, String> words;

  private Words(Map<E, String> words) {
    this.words = words;
  }

  /** The words of an enum. */
  public static <E extends Enum<E>> Words<E> of(Class<E> type) {
    Map<E, String> words = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      words.put(value, value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return new Words<>(words);
  }

  /** The word of a constant. */
  public String word(E value) {
    return words.getOrDefault(value, "");
  }
}
