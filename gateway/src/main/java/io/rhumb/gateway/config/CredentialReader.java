package io.rhumb.gateway.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code credential}. */
final class CredentialReader {

  private static final String EXPECTED =
      "application-default, none, {token-file: FILE}, {header: {name: NAME, env: VARIABLE}} or"
          + " {header: {name: NAME, file: FILE}}";
  private static final Pattern WORD = Pattern.compile("[a-z-]{1,32}");

  /** RFC 9110, 5.5: visible characters, and blanks between them. */
  private static final Pattern HEADER_VALUE =
      Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E\\t]*[\\x21-\\x7E])?");

  private final ReadContext context;
  private final Problems problems;

  CredentialReader(ReadContext context) {
    this.context = context;
    this.problems = context.problems();
  }

  CredentialConfig read(ConfigNode node) {
    if (node instanceof ConfigNode.Entries map) {
      return map(new Section(map, Keys.IN_CREDENTIAL, problems));
    }
    Optional<CredentialConfig> named =
        node instanceof ConfigNode.Scalar scalar ? word(scalar.text()) : Optional.empty();
    if (named.isEmpty()) {
      problems.invalid(withoutSecret(node), EXPECTED);
    }
    return named.orElseGet(CredentialConfig.NoCredential::new);
  }

  private CredentialConfig map(Section section) {
    if (section.has(Keys.TOKEN_FILE) == section.has(Keys.HEADER)) {
      problems.invalid(section.map(), "exactly one of token-file and header");
    } else if (section.has(Keys.HEADER)) {
      return header(section.section(Keys.HEADER, Keys.IN_HEADER));
    } else {
      return new CredentialConfig.TokenFile(file(section, Keys.TOKEN_FILE));
    }
    return new CredentialConfig.NoCredential();
  }

  /** A header of one's own; nothing, with a problem, if it cannot be one. */
  CredentialConfig header(Section section) {
    String name = section.read(Keys.HEADER_NAME, Names.header());
    if (section.has(Keys.HEADER_ENV) == section.has(Keys.HEADER_FILE)) {
      problems.invalid(section.map(), "exactly one of env and file");
    } else if (section.has(Keys.HEADER_ENV)) {
      return new CredentialConfig.HeaderFromEnvironment(
          name, section.read(Keys.HEADER_ENV, variable()));
    } else {
      return new CredentialConfig.HeaderFromFile(name, file(section, Keys.HEADER_FILE));
    }
    return new CredentialConfig.NoCredential();
  }

  private Path file(Section section, Key key) {
    return section.node(key).map(new LocalFiles(context)::readable).orElse(context.directory());
  }

  private ScalarType<String> variable() {
    return new ScalarType<>(
        "an environment variable that is set to what a header can carry",
        "x",
        scalar -> scalar.asText().filter(name -> HEADER_VALUE
            .matcher(context.environment().getOrDefault(name, ""))
            .matches()));
  }

  private static Optional<CredentialConfig> word(String text) {
    return switch (text) {
      case "application-default" -> Optional.of(new CredentialConfig.ApplicationDefault());
      case "none" -> Optional.of(new CredentialConfig.NoCredential());
      default -> Optional.empty();
    };
  }

  /** Whoever writes a token here by mistake must not find it in a log. */
  static ConfigNode withoutSecret(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar
            && !WORD.matcher(scalar.text()).matches()
        ? new ConfigNode.Scalar(scalar.path(), scalar.line(), "…", false)
        : node;
  }
}
