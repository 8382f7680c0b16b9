package io.rhumb.gateway.credential;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.InvalidConfigException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Makes a credential of each kind.
 *
 * @param metadataHost where the metadata server is
 * @param environment environment variables
 * @param blocking runs what may block; refuses nothing before it is closed
 * @param clock the wall clock
 * @param timers the timers
 * @param random the jitter
 */
record CredentialFactory(
    String metadataHost,
    Map<String, String> environment,
    Executor blocking,
    InstantSource clock,
    Timers timers,
    RandomGenerator random) {

  MonitoredCredential create(CredentialConfig config) {
    if (config instanceof CredentialConfig.ApplicationDefault) {
      return applicationDefault();
    }
    if (config instanceof CredentialConfig.TokenFile file) {
      return file("token-file " + file.path(), "authorization", "Bearer ", file.path());
    }
    if (config instanceof CredentialConfig.HeaderFromFile file) {
      return file("header " + file.name() + " from " + file.path(), file.name(), "", file.path());
    }
    if (config instanceof CredentialConfig.HeaderFromEnvironment variable) {
      return constant(variable.name(), variable.variable());
    }
    return new ConstantCredential("none", CredentialHeaders.NONE);
  }

  /** Where one of that kind comes from, for an operator. */
  String source(CredentialConfig config) {
    if (config instanceof CredentialConfig.ApplicationDefault) {
      return finder().file().orElse("metadata server " + metadataHost);
    }
    if (config instanceof CredentialConfig.TokenFile file) {
      return file.path().toString();
    }
    if (config instanceof CredentialConfig.HeaderFromFile file) {
      return file.path().toString();
    }
    return config instanceof CredentialConfig.HeaderFromEnvironment variable
        ? "environment variable " + variable.variable()
        : "none";
  }

  private ApplicationDefaultFinder finder() {
    return ApplicationDefaultFinder.of(metadataHost, environment);
  }

  private MonitoredCredential applicationDefault() {
    TokenSource source = new GoogleTokenSource(finder(), blocking);
    return refreshing("application-default", source, RefreshPolicy.NETWORK);
  }

  private MonitoredCredential file(String name, String header, String prefix, Path path) {
    return refreshing(
        name, new FileTokenSource(path, header, prefix, blocking), RefreshPolicy.FILE);
  }

  private MonitoredCredential refreshing(String name, TokenSource source, RefreshPolicy policy) {
    return new RefreshingCredential(name, source, policy, clock, timers, random);
  }

  private MonitoredCredential constant(String header, String variable) {
    String value = environment.getOrDefault(variable, "");
    try {
      CredentialHeaders headers =
          new CredentialHeaders(List.of(HeaderValue.entry(header, "", value)));
      return new ConstantCredential("header " + header + " from " + variable, headers);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigException("environment", List.of(variable + ": " + e.getMessage()));
    }
  }
}
