package io.rhumb.gateway.config;

import java.util.Objects;
import java.util.regex.Pattern;

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
 * @param path the path of a call, with {@code {method}} for the method
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
    String path,
    TrustConfig trust,
    CredentialConfig credential) {

  /** The placeholder in {@link #path}. */
  public static final String METHOD = "{method}";

  // What would end the request line or start another part of the URL.
  private static final Pattern PATH = Pattern.compile("/[^\\s\\p{Cntrl}?#]*");

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a name is blank, the port out of range, or the path not an absolute one
   */
  public TargetConfig {
    Values.checkText("id", id);
    Values.checkText("region", region);
    Values.checkText("connectHost", connectHost);
    Values.checkRange("port", port, 1, 65_535);
    Values.checkText("serverName", serverName);
    Values.check(
        PATH.matcher(path).matches(), "path", path, "a path that starts with /, without query");
    Objects.requireNonNull(trust, "trust");
    Objects.requireNonNull(credential, "credential");
  }

  /**
   * The path of a call.
   *
   * @param method such as {@code predict}
   * @return the path
   */
  public String pathOf(String method) {
    return path.replace(METHOD, method);
  }
}
