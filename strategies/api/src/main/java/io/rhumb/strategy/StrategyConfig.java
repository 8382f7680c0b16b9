package io.rhumb.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The options of one strategy, typed. Each method reads one option; a value of the wrong type or outside its bounds is an
 * {@link InvalidStrategyConfigException} that names its path. {@link #rejectUnread} then refuses what nobody read, so that a
 * misspelt option is an error and not a default.
 *
 * <p>Not thread-safe: it lives for one call of {@link RoutingStrategyProvider#create}.
 */
public final class StrategyConfig {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h)");
  private static final Pattern PERCENTAGE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%");

  private static final String STRATEGY = "a strategy: its name, or name: {options}";

  /** Longer is a mistake, and must not overflow when it is turned into nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final String path;
  private final Map<String, Object> options;
  private final Set<String> read = new TreeSet<>();

  private StrategyConfig(String path, Map<String, Object> options) {
    this.path = path;
    this.options = PlainValues.copyOf(path, options);
  }

  /**
   * Options to read.
   *
   * @param path where they stand, for messages, such as {@code models.fraud.strategy.hedged}
   * @param options plain values: text, numbers, booleans, lists and maps of those
   * @return the options
   * @throws InvalidStrategyConfigException if an option has no value
   */
  public static StrategyConfig of(String path, Map<String, Object> options) {
    return new StrategyConfig(path, options);
  }

  /**
   * Reads text.
   *
   * @param key the option
   * @param otherwise its default
   * @return the text
   */
  public String text(String key, String otherwise) {
    Object value = take(key, otherwise);
    if (value instanceof String text) {
      return text;
    }
    throw invalid(key, value, "text");
  }

  /**
   * Reads text that must be given.
   *
   * @param key the option
   * @return the text, not blank
   */
  public String text(String key) {
    if (require(key, "text") instanceof String text && !text.isBlank()) {
      return text;
    }
    throw invalid(key, take(key, ""), "text");
  }

  /**
   * Reads a list of texts that must be given.
   *
   * @param key the option
   * @return at least one text, none of them twice, in their order; immutable
   */
  public List<String> texts(String key) {
    String expected = "a list of different texts, at least one";
    List<String> texts = new ArrayList<>();
    if (require(key, expected) instanceof List<?> list) {
      for (Object value : list) {
        if (!(value instanceof String text) || texts.contains(text)) {
          throw invalid(key + "[" + texts.size() + "]", value, "text, and each only once");
        }
        texts.add(text);
      }
    }
    if (texts.isEmpty()) {
      throw invalid(key, take(key, ""), expected);
    }
    return Collections.unmodifiableList(texts);
  }

  /**
   * Reads a whole number.
   *
   * @param key the option
   * @param otherwise its default
   * @param least the least that is allowed
   * @param most the most that is allowed
   * @return the number
   */
  public int integer(String key, int otherwise, int least, int most) {
    Object value = take(key, otherwise);
    if ((value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= least
        && ((Number) value).longValue() <= most) {
      return ((Number) value).intValue();
    }
    throw invalid(key, value, "a whole number from " + least + " to " + most);
  }

  /**
   * Reads a number.
   *
   * @param key the option
   * @param otherwise its default
   * @param least the least that is allowed
   * @param most the most that is allowed
   * @return the number
   */
  public double number(String key, double otherwise, double least, double most) {
    return number(key, take(key, otherwise), least, most);
  }

  /**
   * Reads numbers by name, which must be given: {@code weights: {us-central1: 80, us-east4: 20}}.
   *
   * @param key the option
   * @param least the least that each may be
   * @param most the most that each may be
   * @return at least one number, in the order in which they are written; immutable
   */
  public Map<String, Double> numbers(String key, double least, double most) {
    String expected = "numbers by name, at least one";
    Map<String, Double> numbers = new LinkedHashMap<>();
    if (require(key, expected) instanceof Map<?, ?> map) {
      map.forEach((name, value) ->
          numbers.put(name.toString(), number(key + "." + name, value, least, most)));
    }
    if (numbers.isEmpty()) {
      throw invalid(key, take(key, ""), expected);
    }
    return Collections.unmodifiableMap(numbers);
  }

  private double number(String key, Object value, double least, double most) {
    double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    if (number >= least && number <= most) {
      return number;
    }
    throw invalid(key, value, "a number from " + least + " to " + most);
  }

  /**
   * Reads a fraction, written as a number from 0 to 1 or as a percentage ({@code 2%}).
   *
   * @param key the option
   * @param otherwise its default
   * @return from 0 to 1
   */
  public double fraction(String key, double otherwise) {
    Object value = take(key, otherwise);
    double fraction = Double.NaN;
    if (value instanceof Number number) {
      fraction = number.doubleValue();
    } else if (value instanceof String text) {
      Matcher matcher = PERCENTAGE.matcher(text.trim());
      fraction = matcher.matches() ? Double.parseDouble(matcher.group(1)) / 100 : Double.NaN;
    }
    if (fraction >= 0 && fraction <= 1) {
      return fraction;
    }
    throw invalid(key, value, "a fraction from 0 to 1, such as 0.02 or 2%");
  }

  /**
   * Reads a duration, written with its unit: {@code 50ms}, {@code 2s}, {@code 5m}, {@code 1h}. A year is the longest.
   *
   * @param key the option
   * @param otherwise its default
   * @return the duration
   */
  public Duration duration(String key, Duration otherwise) {
    Object value = take(key, otherwise);
    if (value instanceof Duration duration) {
      return duration;
    }
    return parseDuration(String.valueOf(value).trim())
        .filter(duration -> duration.compareTo(LONGEST) <= 0)
        .orElseThrow(() -> invalid(
            key,
            value,
            "a duration with its unit, such as 50ms, 2s, 5m or 1h, and 8760h at the most"));
  }

  private static Optional<Duration> parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        });
  }

  /**
   * Reads a nested strategy, written as its name or as {@code name: {options}}.
   *
   * @param key the option
   * @param otherwise its default
   * @return the spec, for {@link StrategyContext#create}
   */
  public StrategySpec strategy(String key, StrategySpec otherwise) {
    Object value = take(key, otherwise);
    if (value instanceof StrategySpec spec) {
      return spec;
    }
    return spec(key, value);
  }

  /**
   * Reads a nested strategy that must be given.
   *
   * @param key the option
   * @return the spec, for {@link StrategyContext#create}
   */
  public StrategySpec strategy(String key) {
    return spec(key, require(key, STRATEGY));
  }

  /**
   * Refuses options that nobody read. The gateway calls it after {@link RoutingStrategyProvider#create}.
   *
   * @throws InvalidStrategyConfigException if there is one
   */
  public void rejectUnread() {
    Set<String> unread = new TreeSet<>(options.keySet());
    unread.removeAll(read);
    if (!unread.isEmpty()) {
      String known = read.isEmpty() ? "no options" : "one of " + String.join(", ", read);
      throw new InvalidStrategyConfigException(
          unread.stream().map(key -> path + "." + key).collect(Collectors.joining(", "))
              + ": unknown option (expected: " + known + ")");
    }
  }

  /**
   * Says that an option's value cannot be, where only the strategy can tell.
   *
   * @param key the option
   * @param value what stands there
   * @param expected what should
   * @return the exception, to be thrown
   */
  public InvalidStrategyConfigException invalid(String key, Object value, String expected) {
    return InvalidStrategyConfigException.of(path + "." + key, value, expected);
  }

  private StrategySpec spec(String key, Object value) {
    if (value instanceof String name) {
      return StrategySpec.of(name);
    }
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> entry = map.entrySet().iterator().next();
      if (entry.getKey() instanceof String name && entry.getValue() instanceof Map<?, ?> options) {
        return new StrategySpec(name, PlainValues.copyOf(path + "." + key + "." + name, options));
      }
    }
    throw invalid(key, value, STRATEGY);
  }

  private Object require(String key, String expected) {
    read.add(key);
    Object value = options.get(key);
    if (value == null) {
      throw invalid(key, "nothing", expected);
    }
    return value;
  }

  private Object take(String key, Object otherwise) {
    read.add(key);
    return options.getOrDefault(key, otherwise);
  }
}
