package io.rhumb.gateway.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Which server certificates are believed. */
public sealed interface TrustConfig {

  /** Those that the Java runtime's own certificate authorities vouch for. */
  record SystemTrust() implements TrustConfig {}

  /**
   * Those that a PEM file vouches for. Two are equal only if the files hold the same, so a file that changed is another trust.
   *
   * @param path where they come from, for messages
   * @param certificates those of authorities, or the very certificate of a server that signed its own, in PEM
   */
  record PemTrust(Path path, String certificates) implements TrustConfig {

    /** Refuses null. */
    public PemTrust {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(certificates, "certificates");
    }

    /**
     * Reads a file. Blocks.
     *
     * @param path the file; what is in it is not looked at
     * @return what it vouches for
     * @throws IOException if it cannot be read, or is larger than {@link WholeFile#LARGEST}
     */
    public static PemTrust read(Path path) throws IOException {
      // ISO 8859-1 takes any byte: there may be remarks between the certificates.
      return new PemTrust(path, new String(WholeFile.read(path), StandardCharsets.ISO_8859_1));
    }

    /** When the first of the certificates expires; empty if there is none, or a broken one. */
    public Optional<Instant> firstEnd() {
      try {
        return PemCertificates.of(certificates).stream()
            .map(certificate -> certificate.getNotAfter().toInstant())
            .min(Instant::compareTo);
      } catch (CertificateException broken) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return "pem " + path;
    }
  }

  /** Any: the connection is encrypted, but nobody knows to whom. For trials only. */
  record InsecureTrust() implements TrustConfig {}
}
