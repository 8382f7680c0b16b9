package io.rhumb.gateway.credential;

import io.rhumb.gateway.config.CredentialConfig;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The credentials of one gateway. Targets that are configured alike share one. Thread-safe; no method blocks. */
public final class Credentials implements AutoCloseable {

  private final Map<CredentialConfig, MonitoredCredential> byConfig = new ConcurrentHashMap<>();
  private final CredentialFactory factory;
  private final CredentialThreads threads;

  Credentials(CredentialFactory factory, CredentialThreads threads) {
    this.factory = factory;
    this.threads = threads;
  }

  /**
   * No credentials yet, and threads for them to come.
   *
   * @param metadataHost host, and port where it is not 80, of the metadata server that issues tokens. A host other than
   *     Google's is asked without a search for credentials elsewhere, unless {@code GOOGLE_APPLICATION_CREDENTIALS} is
   *     set
   */
  public static Credentials create(String metadataHost) {
    CredentialThreads threads = new CredentialThreads();
    return new Credentials(
        new CredentialFactory(
            metadataHost,
            System.getenv(),
            threads.blocking(),
            InstantSource.system(),
            threads.timers(),
            new SecureRandom()),
        threads);
  }

  /**
   * The credential for a configuration; the first call begins to fetch it. To be closed by {@link #close} here alone.
   *
   * @param config what is told of the gateway
   * @return the one credential for all equal configurations
   * @throws io.rhumb.gateway.config.InvalidConfigException if an environment variable is not set or cannot be a header
   */
  public Credential of(CredentialConfig config) {
    MonitoredCredential credential = byConfig.computeIfAbsent(config, factory::create);
    credential.current();
    return credential;
  }

  /**
   * Ends those that nobody needs any more. Whoever waits for a token of theirs is told that none will come.
   *
   * @param used what is still needed
   */
  public void retain(Set<CredentialConfig> used) {
    byConfig.entrySet().removeIf(entry -> {
      boolean disused = !used.contains(entry.getKey());
      if (disused) {
        entry.getValue().close();
      }
      return disused;
    });
  }

  /**
   * Where the credential for a configuration comes from, for an operator: a file, a variable, a host. Asks nobody.
   *
   * @param config what is told of the gateway
   */
  public String source(CredentialConfig config) {
    return factory.source(config);
  }

  /**
   * How one credential stands. Fetches nothing.
   *
   * @param config what is told of the gateway
   * @return empty if it was never asked for
   */
  public Optional<CredentialStatus> status(CredentialConfig config) {
    return Optional.ofNullable(byConfig.get(config)).map(MonitoredCredential::status);
  }

  /** How each credential that was asked for stands, in no particular order. Fetches nothing. */
  public List<CredentialStatus> statuses() {
    return byConfig.values().stream().map(MonitoredCredential::status).toList();
  }

  /** Ends background work and threads. Whoever waits for a token is told that none will come. */
  @Override
  public void close() {
    byConfig.values().forEach(Credential::close);
    threads.close();
  }
}
