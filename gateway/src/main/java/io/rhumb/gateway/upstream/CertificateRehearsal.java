package io.rhumb.gateway.upstream;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
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
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks a certificate of our own when a process starts, beside all else that it has to do. What the JDK reads and computes for the first
 * check, tables for the curve P-256 and its list of authorities, is there when the first target shows its certificate: some 90 ms of CPU
 * for which the first answer need not wait ({@code bench/RESULTS.md}).
 */
public final class CertificateRehearsal {

  private static final System.Logger LOG = System.getLogger(CertificateRehearsal.class.getName());

  /** The certificate, and that of the authority that vouches for it. */
  private static final String CHAIN = "rehearsal.pem";

  /** For whom it is. */
  private static final String HOST = "rehearsal.invalid";

  private static final String KEY_EXCHANGE = "ECDHE_ECDSA";

  private CertificateRehearsal() {}

  /** Begins, on a thread of its own. Nothing depends on how it goes. */
  public static void begin() {
    Thread thread = new Thread(CertificateRehearsal::tryCheck, "rhumb-certificate");
    thread.setDaemon(true);
    thread.start();
  }

  private static void tryCheck() {
    try {
      X509Certificate[] chain = chain();
      X509ExtendedTrustManager believer = believer(chain);
      believer.checkServerTrusted(chain, KEY_EXCHANGE);
      // By now BoringSSL is there, where it is to be had.
      if (TlsEngine.ofEnvironment() == TlsEngine.BORINGSSL) {
        checkIdentity(believer, chain, HOST);
      }
    } catch (GeneralSecurityException | IOException | RuntimeException failure) {
      LOG.log(System.Logger.Level.DEBUG, "no certificate was checked ahead", failure);
    }
  }

  /** Believes nobody but the last of a chain. */
  static X509ExtendedTrustManager believer(X509Certificate[] chain)
      throws GeneralSecurityException, IOException {
    KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, null);
    authorities.setCertificateEntry("authority", chain[chain.length - 1]);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager believer) {
        return believer;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509 (expected: the JDK's)");
  }

  /**
   * Checks also for whom the chain is, which the JDK does only in the midst of a handshake. Of one it sees here no more than its beginning.
   *
   * @throws GeneralSecurityException if it is not believed, or for somebody else
   */
  static void checkIdentity(X509ExtendedTrustManager believer, X509Certificate[] chain, String host)
      throws GeneralSecurityException, IOException {
    SslContext context = SslContextBuilder.forClient()
        .sslProvider(SslProvider.OPENSSL)
        .trustManager(believer)
        .build();
    SSLEngine engine = context.newEngine(UnpooledByteBufAllocator.DEFAULT, host, 443);
    try {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
      engine.beginHandshake();
      believer.checkServerTrusted(chain, KEY_EXCHANGE, engine);
    } finally {
      ReferenceCountUtil.release(engine);
    }
  }

  static X509Certificate[] chain() throws GeneralSecurityException, IOException {
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
