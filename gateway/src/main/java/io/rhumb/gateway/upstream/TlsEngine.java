package io.rhumb.gateway.upstream;

import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What computes the TLS of connections to targets: what the environment names, else BoringSSL where it can be loaded, which costs less for
 * each byte of a large body ({@code bench/RESULTS.md} has how much). Which certificates are believed is decided by the JDK either way.
 */
public enum TlsEngine {
  /** Everywhere. */
  JDK {
    @Override
    public SSLEngineOptions options() {
      return new JdkSSLEngineOptions();
    }

    @Override
    public List<String> cipherSuites() {
      return List.of();
    }

    @Override
    @Nullable
    Throwable unavailable() {
      return null;
    }
  },
  /** On Linux with glibc. */
  BORINGSSL {
    @Override
    public SSLEngineOptions options() {
      return new OpenSSLEngineOptions();
    }

    @Override
    public List<String> cipherSuites() {
      return OpenSsl.availableJavaCipherSuites().stream()
          .filter(suite -> FORWARD_SECRET.matcher(suite).matches())
          .toList();
    }

    @Override
    @Nullable
    Throwable unavailable() {
      return OpenSsl.unavailabilityCause();
    }
  };

  /** The environment variable that names one. */
  public static final String VARIABLE = "RHUMB_TLS";

  /** Those of TLS 1.3, and of TLS 1.2 those with an ephemeral key; the JDK's security properties say nothing to BoringSSL. */
  private static final Pattern FORWARD_SECRET =
      Pattern.compile("TLS_((AES|CHACHA20)_\\w+|ECDHE_(RSA|ECDSA)_WITH_(AES|CHACHA20)_\\w+)");

  /**
   * The one of this process. The first call loads BoringSSL, if it is to be had: some 100 ms of a process that has just begun.
   *
   * @throws IllegalArgumentException if the environment names one that is not known, or not to be had here
   */
  public static TlsEngine ofEnvironment() {
    return of(System.getenv(VARIABLE));
  }

  /** Has the work of the first {@link #ofEnvironment} done on a thread of its own, while the process does something else. */
  public static void prepare() {
    Thread thread = new Thread(TlsEngine::load, "rhumb-tls");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    try {
      TlsEngine unused = ofEnvironment();
    } catch (IllegalArgumentException wrong) {
      // Told to who asks for it.
    }
  }

  /**
   * The one that is named, else BoringSSL where it can be loaded, else the JDK's.
   *
   * @param name as in {@link #VARIABLE}; null or empty: none is named
   * @throws IllegalArgumentException if it is not known, or not to be had here
   */
  static TlsEngine of(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return BORINGSSL.unavailable() == null ? BORINGSSL : JDK;
    }
    TlsEngine named = Arrays.stream(values())
        .filter(engine -> engine.word().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            VARIABLE + ": " + name + " (expected: one of " + words() + ")"));
    Throwable why = named.unavailable();
    if (why != null) {
      throw new IllegalArgumentException(
          VARIABLE + ": " + name + " is not to be had here: " + why + " (expected: jdk)", why);
    }
    return named;
  }

  /** For Vert.x. */
  public abstract SSLEngineOptions options();

  /** By JSSE's names, those to be offered; none: it knows best. */
  public abstract List<String> cipherSuites();

  /** Why it is not to be had here; null: it is. */
  abstract @Nullable Throwable unavailable();

  /** As in {@link #VARIABLE}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String words() {
    return Arrays.stream(values()).map(TlsEngine::word).collect(Collectors.joining(", "));
  }
}
