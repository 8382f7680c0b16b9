package io.rhumb.gateway.config;

import java.nio.file.Path;
import java.util.Objects;

/** Which server certificates are believed. */
public sealed interface TrustConfig {

  /** Those that the Java runtime's own certificate authorities vouch for. */
  record SystemTrust() implements TrustConfig {}

  /**
   * Those that a PEM file vouches for.
   *
   * @param path certificates of authorities, or the very certificate of a server that signed its own
   */
  record PemTrust(Path path) implements TrustConfig {

    /** Refuses null. */
    public PemTrust {
      Objects.requireNonNull(path, "path");
    }
  }

  /** Any: the connection is encrypted, but nobody knows to whom. For trials only. */
  record InsecureTrust() implements TrustConfig {}
}
