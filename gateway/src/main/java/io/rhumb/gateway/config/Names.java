package io.rhumb.gateway.config;

import java.util.regex.Pattern;

/** The types of what has a name. */
final class Names {

  /** Any name of these that is part of a path; none is a dot segment, by its first character. */
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]*");

  private Names() {}

  /** A cloud region, or a word of one's own for a place that is none. */
  static ScalarType<String> region() {
    return name(
        "[a-z][a-z0-9-]{0,62}",
        "a region: lower-case letters, digits and hyphens, such as us-central1");
  }

  /** What clients ask for. */
  static ScalarType<String> model() {
    return name(
        "[A-Za-z0-9][A-Za-z0-9._-]{0,127}",
        "a model's name: at most 128 letters, digits, dots, underscores and hyphens, beginning with a letter or digit");
  }

  /** A target within its model. */
  static ScalarType<String> target() {
    return name(
        "[A-Za-z0-9][A-Za-z0-9._-]{0,127}",
        "an id: at most 128 letters, digits, dots, underscores and hyphens, beginning with a letter or digit");
  }

  /** A project by its id, with the domain that old ones have, or by its number. */
  static ScalarType<String> project() {
    return name(
        "[a-z0-9]([a-z0-9.:-]{0,61}[a-z0-9])?", "a project's id or number, such as my-project");
  }

  /** A project by its number. */
  static ScalarType<String> projectNumber() {
    return name("[1-9]\\d{0,18}", "a project's number, such as 123456789");
  }

  /** An endpoint of Vertex AI. */
  static ScalarType<String> endpoint() {
    return name(
        "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
        "the id of a Vertex AI endpoint: at most 63 letters, digits and hyphens, such as 1234567890");
  }

  /** A publisher's model; the version of some follows an at sign. */
  static ScalarType<String> publisherModel() {
    return name(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,62}/[A-Za-z0-9][A-Za-z0-9._@-]{0,127}",
            "a publisher and its model, such as google/gemini-2.5-flash")
        .standingIn("x/x");
  }

  /** A model that is deployed on an endpoint. */
  static ScalarType<String> deployedModel() {
    return name(
        "[A-Za-z0-9][A-Za-z0-9_-]{0,127}",
        "the id of a deployed model: at most 128 letters, digits, underscores and hyphens, such as 1234567890");
  }

  /** A model in the body of a request, where JSON need not escape it. */
  static ScalarType<String> bodyModel() {
    return name(
        "[A-Za-z0-9][A-Za-z0-9._:@+/-]{0,255}",
        "a model as its server calls it: at most 256 letters, digits and . _ : @ + / -, such as google/gemma-3-27b-it");
  }

  /** Whether it can stand between two slashes of a path as it is. */
  static boolean isSegment(String text) {
    return SEGMENT.matcher(text).matches();
  }

  /** A strategy's provider. */
  static ScalarType<String> strategy() {
    return name("[a-z][a-z0-9]*(-[a-z0-9]+)*", "a strategy: its name, or name: {options}");
  }

  /** A strategy that clients may ask for. */
  static ScalarType<String> choice() {
    return name(
        "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
        "a name: at most 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit");
  }

  /** An API key in metrics and messages. A key itself would do, were it not for its prefix. */
  static ScalarType<String> apiKey() {
    return name(
        "(?!" + AccessConfig.KEY_PREFIX + ")[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
        "an id: at most 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit; not the key");
  }

  /** A header that carries a credential. */
  static ScalarType<String> header() {
    return new ScalarType<>(
        HeaderNames.EXPECTED, "x", scalar -> scalar.asText().filter(HeaderNames::allowed));
  }

  /** The path of a call. */
  static ScalarType<String> path() {
    return new ScalarType<>(
        "a path that starts with /, without query; " + TargetConfig.METHOD
            + " stands for the method",
        "/",
        scalar -> scalar.asText().filter(PathSyntax::isPath));
  }

  private static ScalarType<String> name(String pattern, String expected) {
    Pattern compiled = Pattern.compile(pattern);
    return new ScalarType<>(expected, "x", scalar -> scalar
        .asText()
        .filter(text -> compiled.matcher(text).matches()));
  }
}
