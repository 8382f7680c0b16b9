package io.rhumb.gateway.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where spans go.
 *
 * @param endpoint base URL of a receiver of OTLP over HTTP; {@code /v1/traces} follows
 * @param sample share of requests that are traced, of those whose client has not decided that
 * @param header a header that the receiver wants, such as a key; a {@link CredentialConfig.HeaderFromEnvironment} or {@link
 *     CredentialConfig.HeaderFromFile}
 */
public record TracesConfig(URI endpoint, double sample, Optional<CredentialConfig> header) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is none of these
   */
  public TracesConfig {
    Values.check(TracesReader.allowed(endpoint), "endpoint", endpoint, TracesReader.ENDPOINT);
    Values.check(sample >= 0 && sample <= 1, "sample", sample, "from 0 to 1");
    header.ifPresent(from -> Values.check(
        from instanceof CredentialConfig.HeaderFromEnvironment
            || from instanceof CredentialConfig.HeaderFromFile,
        "header",
        from,
        "a header from the environment or a file"));
  }

  /** As it could be written, without the header's value. */
  String text() {
    return "{endpoint: " + endpoint + ", sample: " + sample
        + header.map(from -> ", header: " + from).orElse("") + "}";
  }
}
