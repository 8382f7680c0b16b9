package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import io.rhumb.gateway.config.TrustConfig.SystemTrust;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates a target may show. */
public final class Authorities {

  private Authorities() {}

  /**
   * As Vert.x takes them.
   *
   * @param trust any but {@link TrustConfig.InsecureTrust}, which believes all
   * @return empty: those of the Java runtime
   * @throws IllegalArgumentException if it is none of those
   */
  static Optional<TrustOptions> of(TrustConfig trust) {
    if (trust instanceof PemTrust pem) {
      Buffer certificates = Buffer.buffer(pem.certificates(), "ISO-8859-1");
      return Optional.of(new PemTrustOptions().addCertValue(certificates));
    }
    if (trust instanceof SystemTrust) {
      return Optional.empty();
    }
    throw new IllegalArgumentException("trust: " + trust + " (expected: one that looks)");
  }

  /**
   * Who decides, in each handshake with a target, whether its certificate is believed. Blocks.
   *
   * @param trust any but {@link TrustConfig.InsecureTrust}, which believes all
   * @throws Exception if they cannot be read
   */
  public static X509ExtendedTrustManager judge(Vertx vertx, TrustConfig trust) throws Exception {
    Optional<TrustOptions> own = of(trust);
    TrustManagerFactory factory =
        own.isPresent() ? own.get().getTrustManagerFactory(vertx) : ofTheRuntime();
    // Java's own factories make exactly one, and of this kind.
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static TrustManagerFactory ofTheRuntime() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    @Nullable KeyStore runtime = null;
    factory.init(runtime);
    return factory;
  }
}
