package io.rhumb.gateway;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.telemetry.TargetMetrics;
import io.rhumb.gateway.upstream.ConnectionSettings;
import io.rhumb.gateway.upstream.UpstreamTarget;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One configuration as it serves. Immutable, though its targets learn; what two generations have in common they share.
 *
 * @param models as requests use them
 * @param targets every target of every model
 */
record Generation(GatewayConfig config, Models models, Map<TargetIdentity, KnownTarget> targets) {

  /** Copies the targets, in order. */
  Generation {
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
  }

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

  /** What has gauges. */
  Set<TargetMetrics.Shown> shown() {
    return targets.entrySet().stream()
        .map(entry -> new TargetMetrics.Shown(
            entry.getKey().model(), entry.getValue().target(), trust(entry.getValue())))
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
