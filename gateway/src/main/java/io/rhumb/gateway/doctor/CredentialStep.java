package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.InvalidConfigException;
import io.rhumb.gateway.credential.Credential;
import io.rhumb.gateway.credential.CredentialStatus;
import io.rhumb.gateway.credential.Credentials;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gets what a target is told of the gateway, as the gateway does. */
final class CredentialStep {

  /** Google's access tokens live so long, and other issuers' rarely longer. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Vertx vertx;
  private final Credentials credentials;
  private final Withheld withheld;
  private final InstantSource clock;
  private final Duration patience;

  CredentialStep(
      Vertx vertx,
      Credentials credentials,
      Withheld withheld,
      InstantSource clock,
      Duration patience) {
    this.vertx = vertx;
    this.credentials = credentials;
    this.withheld = withheld;
    this.clock = clock;
    this.patience = patience;
  }

  /** What came of it; never fails. */
  Future<Held> run(CredentialConfig config) {
    if (config instanceof CredentialConfig.NoCredential) {
      return Future.succeededFuture(
          new Held(Finding.skipped(Step.CREDENTIAL, "none configured"), credentials.of(config)));
    }
    long begun = System.nanoTime();
    try {
      Credential credential = credentials.of(config);
      return credential
          .refresh(null)
          .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
          .onSuccess(withheld::add)
          .compose(
              headers -> described(config, System.nanoTime() - begun),
              failure -> Future.succeededFuture(
                  failed(config, why(config, failure), System.nanoTime() - begun)))
          .map(finding -> new Held(finding, finding.leadsOn() ? credential : null));
    } catch (InvalidConfigException missing) {
      String why = String.join("; ", missing.problems());
      return Future.succeededFuture(new Held(failed(config, why, 0), null));
    }
  }

  private Future<Finding> described(CredentialConfig config, long nanos) {
    return vertx
        .executeBlocking(() -> written(config), false)
        .map(written -> described(config, written, nanos));
  }

  private Finding described(CredentialConfig config, Optional<Instant> written, long nanos) {
    Duration age =
        written.map(then -> Duration.between(then, clock.instant())).orElse(Duration.ZERO);
    String text = name(config)
        + written.map(w -> "written " + Amounts.span(age) + " ago").orElseGet(() -> expiry(config));
    return config instanceof CredentialConfig.TokenFile && age.compareTo(LIFETIME) > 0
        ? Finding.warning(Step.CREDENTIAL, nanos, text, Sign.OLD_TOKEN).with(facts(config))
        : Finding.ok(Step.CREDENTIAL, nanos, text);
  }

  private String name(CredentialConfig config) {
    String kind = config instanceof CredentialConfig.ApplicationDefault
        ? "application-default, from the "
        : "from ";
    return kind + credentials.source(config) + "; ";
  }

  private String expiry(CredentialConfig config) {
    return credentials
        .status(config)
        .map(CredentialStatus::expiresAt)
        .map(end -> "a token is there, and expires in "
            + Amounts.span(Duration.between(clock.instant(), end)))
        .orElse("is there, and does not expire");
  }

  private static Optional<Instant> written(CredentialConfig config) throws Exception {
    Path file = file(config);
    return file == null
        ? Optional.empty()
        : Optional.of(Files.getLastModifiedTime(file).toInstant());
  }

  private static @Nullable Path file(CredentialConfig config) {
    if (config instanceof CredentialConfig.TokenFile token) {
      return token.path();
    }
    return config instanceof CredentialConfig.HeaderFromFile header ? header.path() : null;
  }

  private String why(CredentialConfig config, Throwable failure) {
    return credentials
        .status(config)
        .map(CredentialStatus::lastError)
        .orElseGet(() -> failure instanceof java.util.concurrent.TimeoutException
            ? "no answer within " + Amounts.latency(patience.toNanos())
            : String.valueOf(failure.getMessage()));
  }

  private Finding failed(CredentialConfig config, String why, long nanos) {
    boolean google = config instanceof CredentialConfig.ApplicationDefault;
    return Finding.failed(
            Step.CREDENTIAL,
            nanos,
            name(config) + why,
            google ? Sign.NO_GOOGLE_CREDENTIAL : Sign.NO_OWN_CREDENTIAL)
        .with(facts(config));
  }

  private Map<String, String> facts(CredentialConfig config) {
    return Map.of("source", credentials.source(config));
  }

  /**
   * A credential, looked at.
   *
   * @param credential to call with; null: there is none
   */
  record Held(Finding finding, @Nullable Credential credential) {}
}
