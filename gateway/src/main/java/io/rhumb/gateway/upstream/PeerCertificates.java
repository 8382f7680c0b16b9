package io.rhumb.gateway.upstream;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** When the certificates expire that targets showed when they were last connected to. Thread-safe. */
public final class PeerCertificates {

  private final Map<Origin, Instant> ends = new ConcurrentHashMap<>();

  /** None was seen yet. */
  public PeerCertificates() {}

  /** When that of a target expires; null if none was seen. */
  public @Nullable Instant endOf(UpstreamTarget target) {
    return ends.get(target.origin());
  }

  /** Forgets those of other connections. */
  public void retain(Set<ConnectionSettings> used) {
    ends.keySet().removeIf(origin -> !used.contains(origin.settings()));
  }

  /**
   * Looks at a connection that was just made.
   *
   * @param session null: it has no TLS
   */
  void see(Origin origin, @Nullable SSLSession session) {
    Instant end = session == null ? null : endOf(session);
    if (end != null) {
      ends.put(origin, end);
    }
  }

  private static @Nullable Instant endOf(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own
          ? own.getNotAfter().toInstant()
          : null;
    } catch (SSLPeerUnverifiedException nothingShown) {
      return null;
    }
  }
}
