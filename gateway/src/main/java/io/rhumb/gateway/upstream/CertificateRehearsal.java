package io.rhumb.gateway.upstream;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Checks a certificate of our own when a process starts, beside all else that it has to do. What the JDK reads and computes for the first
 * check, its list of authorities and tables for the curve P-256, is there when the first target shows its certificate: some 80 ms of CPU
 * for which the first answer need not wait ({@code bench/RESULTS.md}).
 */
public final class CertificateRehearsal {

  private static final System.Logger LOG = System.getLogger(CertificateRehearsal.class.getName());

  /** The certificate, and that of the authority that vouches for it. */
  private static final String CHAIN = "rehearsal.pem";

  private CertificateRehearsal() {}

  /** Begins, on a thread of its own. Nothing depends on how it goes. */
  public static void begin() {
    Thread thread = new Thread(CertificateRehearsal::tryCheck, "rhumb-certificate");
    thread.setDaemon(true);
    thread.start();
  }

  private static void tryCheck() {
    try {
      check();
    } catch (GeneralSecurityException | IOException | RuntimeException failure) {
      LOG.log(System.Logger.Level.DEBUG, "no certificate was checked ahead", failure);
    }
  }

  /**
   * Checks it on this thread.
   *
   * @throws GeneralSecurityException if the JDK does not believe it
   */
  static void check() throws GeneralSecurityException, IOException {
    X509Certificate[] chain = chain();
    KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, null);
    authorities.setCertificateEntry("authority", chain[chain.length - 1]);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    for (TrustManager manager : factory.getTrustManagers()) {
      ((X509TrustManager) manager).checkServerTrusted(chain, "ECDHE_ECDSA");
    }
  }

  private static X509Certificate[] chain() throws GeneralSecurityException, IOException {
    try (InputStream pem = CertificateRehearsal.class.getResourceAsStream(CHAIN)) {
      if (pem == null) {
        throw new FileNotFoundException(CHAIN);
      }
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      return Arrays.copyOf(all.toArray(), all.size(), X509Certificate[].class);
    }
  }
}
