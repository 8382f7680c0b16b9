package io.rhumb.gateway.config;

import java.util.Optional;

/** Reads {@code trust}. */
final class TrustReader {

  private static final String EXPECTED = "system, insecure or {pem: FILE}";

  private final ReadContext context;

  TrustReader(ReadContext context) {
    this.context = context;
  }

  TrustConfig read(ConfigNode node) {
    if (node instanceof ConfigNode.Entries map) {
      return pem(new Section(map, Keys.IN_TRUST, context.problems()));
    }
    ScalarType<TrustConfig> word =
        new ScalarType<>(EXPECTED, new TrustConfig.SystemTrust(), TrustReader::word);
    return word.read(node, context.problems());
  }

  private TrustConfig pem(Section section) {
    return section
        .nodeOrDefault(Keys.PEM, "a PEM file")
        .<TrustConfig>map(node -> new LocalFiles(context).pem(node))
        .orElseGet(TrustConfig.SystemTrust::new);
  }

  private static Optional<TrustConfig> word(ConfigNode.Scalar scalar) {
    return switch (scalar.text()) {
      case "system" -> Optional.of(new TrustConfig.SystemTrust());
      case "insecure" -> Optional.of(new TrustConfig.InsecureTrust());
      default -> Optional.empty();
    };
  }
}
