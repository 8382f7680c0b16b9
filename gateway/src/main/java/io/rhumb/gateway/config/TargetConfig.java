package io.rhumb.gateway.config;

import java.util.Objects;

/**
 * One callable destination of a model. The kinds of the file ({@code psc}, {@code public}, {@code dedicated}, {@code
 * url}) are ways to fill these in.
 *
 * @param id unique within its model; the region unless configured
 * @param region the cloud region
 * @param connectHost address or DNS name to which the TCP connection goes
 * @param port its port
 * @param tls whether the connection is TLS
 * @param serverName the name that is sent as SNI, that the certificate must bear, and that is the Host of the request
 * @param resource what is there, and so the paths of calls
 * @param trust which certificates are believed
 * @param credential what the target is told of who calls
 */
public record TargetConfig(
    String id,
    String region,
    String connectHost,
    int port,
    boolean tls,
    String serverName,
    Resource resource,
    TrustConfig trust,
    CredentialConfig credential) {

  /** The placeholder in the path of a {@link Resource.UrlPath}. */
  public static final String METHOD = "{method}";

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a name is blank, the port out of range, or something is missing
   */
  public TargetConfig {
    Values.checkText("id", id);
    Values.checkText("region", region);
    Values.checkText("connectHost", connectHost);
    Values.checkRange("port", port, 1, 65_535);
    Values.checkText("serverName", serverName);
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(trust, "trust");
    Objects.requireNonNull(credential, "credential");
  }

  /** A target that is any HTTP server, with this path. */
  public TargetConfig(
      String id,
      String region,
      String connectHost,
      int port,
      boolean tls,
      String serverName,
      String path,
      TrustConfig trust,
      CredentialConfig credential) {
    this(
        id,
        region,
        connectHost,
        port,
        tls,
        serverName,
        new Resource.UrlPath(path),
        trust,
        credential);
  }
}
