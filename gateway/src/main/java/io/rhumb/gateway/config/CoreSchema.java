package io.rhumb.gateway.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar stands for, after the core schema of YAML 1.2 (10.3): not {@code yes} for true, not {@code
 * 010} for eight, not {@code 12:30:45} for a number, as YAML 1.1 has it.
 *
 * <p>Narrower than the core schema where a reader could go wrong: a number with a leading zero or in another base, an
 * infinite one and one that no long can hold are text. So the id of a cloud resource is never rounded.
 */
final class CoreSchema {

  private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
  private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9]\\d{0,18})");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(0|[1-9]\\d{0,18})?(\\.\\d+)?([eE][-+]?\\d{1,3})?");

  private CoreSchema() {}

  /** A String, Long, Double or Boolean; empty for nothing. */
  static Optional<Object> resolve(String text) {
    if (NOTHING.matcher(text).matches()) {
      return Optional.empty();
    }
    if (TRUE.matcher(text).matches()) {
      return Optional.of(true);
    }
    if (FALSE.matcher(text).matches()) {
      return Optional.of(false);
    }
    return Optional.of(number(text));
  }

  private static Object number(String text) {
    try {
      if (WHOLE.matcher(text).matches()) {
        return Long.valueOf(text);
      }
      if (DECIMAL.matcher(text).matches()) {
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? number : text;
      }
    } catch (NumberFormatException e) {
      // More than a long holds, or an exponent of nothing.
      return text;
    }
    return text;
  }
}
