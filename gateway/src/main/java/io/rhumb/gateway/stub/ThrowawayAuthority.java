package io.rhumb.gateway.stub;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.NetUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A certificate authority that lives in memory only, and that nobody else trusts. Immutable and thread-safe. */
public final class ThrowawayAuthority {

  /** Longer than any demo, shorter than the 398 days that clients tolerate of a server certificate. */
  private static final Duration VALIDITY = Duration.ofDays(90);

  /** So that a clock which is a little behind does not refuse a new certificate. */
  private static final Duration BACKDATING = Duration.ofDays(1);

  private final X509Bundle root;
  private final InstantSource clock;

  private ThrowawayAuthority(X509Bundle root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
  }

  /** A new authority with a new key, by the system's clock. Takes some milliseconds of CPU. */
  public static ThrowawayAuthority create() {
    return create(InstantSource.system());
  }

  /**
   * A new authority with a new key.
   *
   * @param clock from when its certificates are valid, less a day
   * @return the authority
   */
  public static ThrowawayAuthority create(InstantSource clock) {
    CertificateBuilder builder = new CertificateBuilder()
        .ecp256()
        .subject("CN=Rhumb throwaway authority")
        .notBefore(clock.instant().minus(VALIDITY))
        .notAfter(clock.instant().plus(VALIDITY))
        .setIsCertificateAuthority(true)
        .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign);
    return new ThrowawayAuthority(built(builder::buildSelfSigned), clock);
  }

  /**
   * A server certificate for 90 days.
   *
   * @param names DNS names without wildcards, or IP addresses; at least one
   * @return the certificate
   */
  public IssuedCertificate issue(List<String> names) {
    return issue(names, clock.instant().minus(BACKDATING), clock.instant().plus(VALIDITY));
  }

  /**
   * A server certificate that ended an hour ago.
   *
   * @param names as of {@link #issue(List)}
   * @return the certificate
   */
  public IssuedCertificate issueExpired(List<String> names) {
    return issue(
        names, clock.instant().minus(BACKDATING), clock.instant().minus(Duration.ofHours(1)));
  }

  /**
   * A server certificate.
   *
   * @param names as of {@link #issue(List)}
   * @param notBefore from when it is valid
   * @param notAfter until when it is valid
   * @return the certificate
   */
  public IssuedCertificate issue(List<String> names, Instant notBefore, Instant notAfter) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("names: [] (expected: at least one)");
    }
    CertificateBuilder builder = new CertificateBuilder()
        .ecp256()
        .subject("CN=Rhumb stand-in")
        .notBefore(notBefore)
        .notAfter(notAfter)
        .setKeyUsage(true, KeyUsage.digitalSignature)
        .addExtendedKeyUsageServerAuth();
    names.forEach(name -> addName(builder, name));
    X509Bundle issued = built(() -> builder.buildIssuedBy(root));
    return new IssuedCertificate(
        Buffer.buffer(issued.getCertificatePathPEM()), Buffer.buffer(issued.getPrivateKeyPEM()));
  }

  /** The authority's own certificate in PEM. */
  public Buffer certificate() {
    return Buffer.buffer(root.getCertificatePEM());
  }

  /** What a Vert.x client is given that is to believe this authority and no other. */
  public PemTrustOptions trustOptions() {
    return new PemTrustOptions().addCertValue(certificate());
  }

  /**
   * Writes {@link #certificate()} to a file; blocks.
   *
   * @param file the file, replaced if there is one
   * @return the file
   * @throws IOException if it cannot be written
   */
  public Path write(Path file) throws IOException {
    return Files.writeString(file, root.getCertificatePEM());
  }

  private static void addName(CertificateBuilder builder, String name) {
    if (name.startsWith("*")) {
      // Netty's builder passes names through java.net.URI, which makes nothing of a wildcard.
      throw new IllegalArgumentException("names: " + name + " (expected: no wildcard)");
    }
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(name);
    if (address == null) {
      builder.addSanDnsName(name);
    } else {
      builder.addSanIpAddress(address);
    }
  }

  private interface Build {
    X509Bundle run() throws Exception;
  }

  private static X509Bundle built(Build build) {
    try {
      return build.run();
    } catch (Exception e) {
      // The builder declares Exception; with these fixed
      // algorithms only a broken Java runtime throws one.
      throw new IllegalStateException("this Java runtime cannot make a certificate", e);
    }
  }
}
