package io.rhumb.gateway.generation;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.IdTokensConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.target.BreakerAdmission;
import io.rhumb.gateway.telemetry.BudgetMetrics;
import io.rhumb.gateway.telemetry.TargetMetrics;
import io.rhumb.gateway.upstream.ConnectionSettings;
import io.rhumb.gateway.upstream.PeerCertificates;
import io.rhumb.gateway.upstream.UpstreamTarget;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One configuration as it serves. Immutable, though its targets learn; what two generations have in common they share.
 *
 * @param models as requests use them
 * @param known what it hands on to the next
 */
public record Generation(GatewayConfig config, Models models, Known known) {

  /** How connections of its targets are made. */
  Set<ConnectionSettings> connections() {
    return models.upstreams().stream().map(UpstreamTarget::settings).collect(Collectors.toSet());
  }

  /** What its targets are told of the gateway. */
  Set<CredentialConfig> credentials() {
    return config.models().values().stream()
        .flatMap(model -> model.targets().stream())
        .map(target -> target.credential())
        .collect(Collectors.toSet());
  }

  /** Where the keys are that its ID tokens are signed with. */
  Set<URI> signingKeys() {
    return config.access().idTokens().stream()
        .map(IdTokensConfig::keysUrl)
        .collect(Collectors.toSet());
  }

  /** Those of its targets. */
  Set<BreakerAdmission> breakers() {
    return known.targets().values().stream().map(KnownTarget::breaker).collect(Collectors.toSet());
  }

  /** The targets that have metrics. */
  public Set<TargetMetrics.Shown> shownTargets(PeerCertificates certificates) {
    return known.targets().entrySet().stream()
        .map(entry -> shown(entry.getKey().model(), entry.getValue(), certificates))
        .collect(Collectors.toSet());
  }

  private static TargetMetrics.Shown shown(
      String model, KnownTarget known, PeerCertificates certificates) {
    Instant trustEnds = known.config().tls() && known.config().trust() instanceof PemTrust pem
        ? pem.firstEnd().orElse(null)
        : null;
    return new TargetMetrics.Shown(
        model, known.target(), trust(known), trustEnds, () -> certificates.endOf(known.upstream()));
  }

  /** The budgets that have gauges. */
  public Set<BudgetMetrics.Shown> shownBudgets() {
    return known.budgets().entrySet().stream()
        .map(entry -> new BudgetMetrics.Shown(entry.getKey(), entry.getValue().budget()))
        .collect(Collectors.toSet());
  }

  private static String trust(KnownTarget known) {
    if (!known.config().tls()) {
      return "none";
    }
    return known.config().trust() instanceof InsecureTrust
        ? "insecure"
        : known.config().trust() instanceof PemTrust ? "pem" : "system";
  }
}
