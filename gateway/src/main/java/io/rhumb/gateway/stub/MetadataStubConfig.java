package io.rhumb.gateway.stub;

import java.time.Duration;

/**
 * How a {@link MetadataStub} is to behave.
 *
 * @param project the project's id
 * @param projectNumber the project's number
 * @param region the region in which it claims to run
 * @param host the address to listen on; default 127.0.0.1
 * @param port the port to listen on; zero, the default: a free one
 * @param lifetime of each token; default one hour
 * @param renewBefore how long before a token's end the next one is handed out; default four minutes
 */
public record MetadataStubConfig(
    String project,
    String projectNumber,
    String region,
    String host,
    int port,
    Duration lifetime,
    Duration renewBefore) {

  /** As of Google's access tokens. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  /** As of Google's metadata server, which serves from a cache until then. */
  private static final Duration RENEW_BEFORE = Duration.ofMinutes(4);

  /**
   * All defaults.
   *
   * @param project the project's id
   * @param projectNumber the project's number
   * @param region the region in which it claims to run
   * @return the configuration
   */
  public static MetadataStubConfig of(String project, String projectNumber, String region) {
    return new MetadataStubConfig(
        project, projectNumber, region, "127.0.0.1", 0, LIFETIME, RENEW_BEFORE);
  }

  /** The same on another port. */
  public MetadataStubConfig withPort(int newPort) {
    return new MetadataStubConfig(
        project, projectNumber, region, host, newPort, lifetime, renewBefore);
  }

  /** The same with tokens that live so long, and are replaced so long before their end. */
  public MetadataStubConfig withTokens(Duration newLifetime, Duration newRenewBefore) {
    return new MetadataStubConfig(
        project, projectNumber, region, host, port, newLifetime, newRenewBefore);
  }
}
