package io.rhumb.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One map of a scenario file. Remembers what was asked for, so that it can tell what nobody knows. */
final class Section {

  private final String path;
  private final Map<?, ?> values;
  private final Set<String> read = new TreeSet<>();

  private Section(String path, Map<?, ?> values) {
    this.path = path;
    this.values = values;
  }

  /** The map at a path. */
  static Section of(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Section(path, map);
    }
    throw Check.invalid(path.isEmpty() ? "scenario" : path, shown(value), "a map");
  }

  String text(String key) {
    Object value = required(key, "text");
    if (value instanceof String text) {
      return text;
    }
    throw invalid(key, value, "text");
  }

  Duration duration(String key) {
    return duration(key, required(key, "a duration such as 250ms, 2s or 5m"));
  }

  Duration duration(String key, Duration otherwise) {
    Object value = take(key);
    return value == null ? otherwise : duration(key, value);
  }

  private Duration duration(String key, Object value) {
    return Durations.parse(String.valueOf(value))
        .orElseThrow(() -> invalid(key, value, "a duration such as 250ms, 2s or 5m"));
  }

  double number(String key) {
    return number(key, required(key, "a number"));
  }

  double number(String key, double otherwise) {
    Object value = take(key);
    return value == null ? otherwise : number(key, value);
  }

  private double number(String key, Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw invalid(key, value, "a number");
  }

  int integer(String key) {
    return integer(key, required(key, "a whole number"));
  }

  int integer(String key, int otherwise) {
    Object value = take(key);
    return value == null ? otherwise : integer(key, value);
  }

  private int integer(String key, Object value) {
    if (value instanceof Integer integer) {
      return integer;
    }
    throw invalid(key, value, "a whole number");
  }

  /** A number, or a percentage. */
  double fraction(String key) {
    Object value = required(key, "a fraction from 0 to 1, such as 0.02 or 2%");
    if (value instanceof String text && text.matches("\\d+(\\.\\d+)?%")) {
      return Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw invalid(key, value, "a fraction from 0 to 1, such as 0.02 or 2%");
  }

  /** One of the constants, written in lower case with hyphens. */
  <E extends Enum<E>> E oneOf(String key, E otherwise) {
    Object value = take(key);
    if (value == null) {
      return otherwise;
    }
    List<String> names = new ArrayList<>();
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(value)) {
        return constant;
      }
      names.add(name);
    }
    throw invalid(key, value, "one of " + String.join(", ", names));
  }

  Section section(String key) {
    return of(pathOf(key), required(key, "a map"));
  }

  Optional<Section> optionalSection(String key) {
    Object value = take(key);
    return value == null ? Optional.empty() : Optional.of(of(pathOf(key), value));
  }

  /** The maps of a list; none if it is not there. */
  List<Section> sections(String key) {
    Object value = take(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw invalid(key, value, "a list");
    }
    List<Section> sections = new ArrayList<>();
    for (Object item : list) {
      sections.add(of(pathOf(key) + "[" + sections.size() + "]", item));
    }
    return sections;
  }

  /** Every entry as a section, in order. */
  Map<String, Section> entries() {
    Map<String, Section> entries = new LinkedHashMap<>();
    for (String key : keys()) {
      entries.put(key, section(key));
    }
    return entries;
  }

  /** The keys, in order. */
  List<String> keys() {
    return values.keySet().stream().map(String::valueOf).toList();
  }

  /** Call it last: what was not asked for is a mistake. */
  void rejectUnread() {
    for (String key : keys()) {
      if (!read.contains(key)) {
        throw invalid(key, "unknown key", "one of " + String.join(", ", read));
      }
    }
  }

  IllegalArgumentException invalid(String key, @Nullable Object value, String expected) {
    return Check.invalid(pathOf(key), shown(value), expected);
  }

  String path() {
    return path;
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Object required(String key, String expected) {
    Object value = take(key);
    if (value == null) {
      throw invalid(key, null, expected);
    }
    return value;
  }

  private @Nullable Object take(String key) {
    read.add(key);
    return values.get(key);
  }

  private static Object shown(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    return value instanceof Map ? "a map" : value instanceof List ? "a list" : value;
  }
}
