package io.rhumb.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads {@code traces}. */
final class TracesReader {

  static final String ENDPOINT =
      "an http or https URL without user, query and fragment, such as http://localhost:4318";

  private static final String EXPECTED = "none, or a map with the key endpoint";

  private final ReadContext context;
  private final Problems problems;

  TracesReader(ReadContext context) {
    this.context = context;
    this.problems = context.problems();
  }

  /** Empty where no traces are wanted, and, with problems, if anything is wrong. */
  Optional<TracesConfig> read(ConfigNode node) {
    if (node instanceof ConfigNode.Entries map) {
      return read(new Section(map, Keys.IN_TRACES, problems));
    }
    if (!(node instanceof ConfigNode.Scalar scalar && scalar.text().equals("none"))) {
      problems.invalid(CredentialReader.withoutSecret(node), EXPECTED);
    }
    return Optional.empty();
  }

  private Optional<TracesConfig> read(Section section) {
    int before = problems.count();
    URI endpoint = section.read(
        Keys.TRACES_ENDPOINT, new ScalarType<>(ENDPOINT, URI.create("http://x"), scalar -> scalar
            .asText()
            .flatMap(TracesReader::parse)));
    double sample = section.read(Keys.TRACES_SAMPLE, Quantities.share(0, 1));
    Optional<CredentialConfig> header = section
        .node(Keys.TRACES_HEADER)
        .flatMap(node -> Section.of(node, Keys.IN_HEADER, problems))
        .map(new CredentialReader(context)::header);
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new TracesConfig(endpoint, sample, header));
  }

  static boolean allowed(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null;
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text)).filter(TracesReader::allowed);
    } catch (URISyntaxException notAUrl) {
      return Optional.empty();
    }
  }
}
