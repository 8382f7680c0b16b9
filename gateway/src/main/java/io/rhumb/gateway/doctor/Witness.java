package io.rhumb.gateway.doctor;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Sits in a handshake beside the one who decides, and remembers what was shown. A handshake says only that it was
 * refused: here is told whether that was for the authority, for the date or for the name.
 */
final class Witness extends X509ExtendedTrustManager {

  private final @Nullable X509ExtendedTrustManager judge;
  private volatile @Nullable Certificates shown;
  private volatile boolean trusted = true;
  private volatile boolean pinned;

  /**
   * A witness of one handshake.
   *
   * @param judge who decides; null: nobody, everything passes
   */
  Witness(@Nullable X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  /** What the server showed; null: it did not come to that. */
  @Nullable
  Certificates shown() {
    return shown;
  }

  /** Whether an authority that is believed vouches for it, whatever its name and its dates. */
  boolean trusted() {
    return trusted;
  }

  /** Whether the certificate is itself one of those that are believed: then Java does not look at its dates. */
  boolean pinned() {
    return pinned;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    shown = Certificates.of(chain);
    if (judge != null) {
      trusted = believed(judge, chain, type);
      pinned = Arrays.asList(judge.getAcceptedIssuers()).contains(chain[0]);
      judge.checkServerTrusted(chain, type, engine);
    }
  }

  /** Without an engine, no name is looked at. A path that fails by its dates was found. */
  private static boolean believed(
      X509ExtendedTrustManager judge, X509Certificate[] chain, String type) {
    try {
      judge.checkServerTrusted(chain, type);
      return true;
    } catch (CertificateException refused) {
      return byDate(refused);
    }
  }

  private static boolean byDate(Throwable refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("socket (expected: an engine)");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("nothing (expected: an engine)");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("client (expected: a server)");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("client (expected: a server)");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("client (expected: a server)");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
