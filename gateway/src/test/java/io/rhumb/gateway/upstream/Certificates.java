package io.rhumb.gateway.upstream;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A throwaway certificate authority. */
final class Certificates {

  private final X509Bundle authority;

  private Certificates(X509Bundle authority) {
    this.authority = authority;
  }

  static Certificates create() throws Exception {
    return new Certificates(new CertificateBuilder()
        .ecp256()
        .subject("CN=Test Authority")
        .setIsCertificateAuthority(true)
        .buildSelfSigned());
  }

  /** Trust in what this authority issues. */
  PemTrust trust(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "ca", ".pem");
    Files.writeString(file, authority.getCertificatePEM());
    return PemTrust.read(file);
  }

  /** A TLS server with a certificate for those names. */
  NetServerOptions server(String... names) throws Exception {
    return server(leaf(names));
  }

  /** A TLS server whose certificate ended yesterday. */
  NetServerOptions expiredServer(String name) throws Exception {
    return server(leaf(name)
        .notBefore(Instant.now().minus(Duration.ofDays(3)))
        .notAfter(Instant.now().minus(Duration.ofDays(1))));
  }

  /** A TLS server with a certificate for an address. */
  NetServerOptions serverAt(String address) throws Exception {
    return server(new CertificateBuilder().ecp256().subject("CN=x").addSanIpAddress(address));
  }

  private static CertificateBuilder leaf(String... names) {
    CertificateBuilder certificate = new CertificateBuilder().ecp256().subject("CN=" + names[0]);
    for (String name : names) {
      certificate.addSanDnsName(name);
    }
    return certificate;
  }

  private NetServerOptions server(CertificateBuilder certificate) throws Exception {
    X509Bundle bundle = certificate.addExtendedKeyUsageServerAuth().buildIssuedBy(authority);
    return new NetServerOptions()
        .setSsl(true)
        .setSni(true)
        .setKeyCertOptions(new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(bundle.getCertificatePathPEM()))
            .addKeyValue(Buffer.buffer(bundle.getPrivateKeyPEM())));
  }
}
