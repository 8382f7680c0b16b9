package io.rhumb.gateway.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code access}. */
final class AccessReader {

  private static final String EXPECTED = "none, or a map with keys, id-tokens or both";
  private static final String AUDIENCE = "a list of at least one audience";
  private static final String PRINCIPALS =
      "a list of at least one principal, such as [a@example.com]";

  private final ReadContext context;
  private final Problems problems;
  private final Set<String> models;

  /**
   * A reader.
   *
   * @param models the names of those that there are
   */
  AccessReader(ReadContext context, Set<String> models) {
    this.context = context;
    this.problems = context.problems();
    this.models = models;
  }

  AccessConfig read(ConfigNode node) {
    int before = problems.count();
    AccessConfig config = node instanceof ConfigNode.Entries map ? map(map) : word(node);
    return problems.count() == before ? config : AccessConfig.NONE;
  }

  private AccessConfig word(ConfigNode node) {
    if (!(node instanceof ConfigNode.Scalar scalar && scalar.text().equals("none"))) {
      problems.invalid(CredentialReader.withoutSecret(node), EXPECTED);
    }
    return AccessConfig.NONE;
  }

  private AccessConfig map(ConfigNode.Entries map) {
    int before = problems.count();
    Section section = new Section(map, Keys.IN_ACCESS, problems);
    if (!section.has(Keys.API_KEYS) && !section.has(Keys.ID_TOKENS)) {
      // Nobody could call, or anybody: neither can have been meant.
      problems.invalid(map, EXPECTED);
    }
    List<ApiKeyConfig> keys = section.node(Keys.API_KEYS).map(this::keys).orElseGet(List::of);
    Optional<IdTokensConfig> idTokens = section
        .node(Keys.ID_TOKENS)
        .flatMap(node -> Section.of(node, Keys.IN_ID_TOKENS, problems))
        .flatMap(this::idTokens);
    return problems.count() == before ? new AccessConfig(keys, idTokens) : AccessConfig.NONE;
  }

  private List<ApiKeyConfig> keys(ConfigNode node) {
    return new ApiKeysReader(context, models).read(node);
  }

  private Optional<IdTokensConfig> idTokens(Section section) {
    int before = problems.count();
    ScalarType<String> text =
        new ScalarType<>("text", "x", scalar -> scalar.asText().filter(value -> !value.isBlank()));
    ScalarList list = new ScalarList(problems);
    List<String> audience = list.read(section, Keys.AUDIENCE, text, AUDIENCE);
    List<String> principals = list.read(section, Keys.PRINCIPALS, Principals.type(), PRINCIPALS);
    String issuer = section.read(Keys.ISSUER, text);
    var keysUrl = section.read(Keys.KEYS_URL, KeysUrl.type());
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new IdTokensConfig(audience, principals, issuer, keysUrl));
  }
}
