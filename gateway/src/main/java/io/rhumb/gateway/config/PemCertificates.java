package io.rhumb.gateway.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The certificates in a PEM text, between which there may be remarks. */
final class PemCertificates {

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

  private PemCertificates() {}

  /**
   * All of them, in order.
   *
   * @throws CertificateException if one is broken
   */
  static List<X509Certificate> of(String text) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    Matcher blocks = CERTIFICATE.matcher(text);
    List<X509Certificate> certificates = new ArrayList<>();
    while (blocks.find()) {
      byte[] block = blocks.group().getBytes(StandardCharsets.ISO_8859_1);
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    }
    return certificates;
  }
}
