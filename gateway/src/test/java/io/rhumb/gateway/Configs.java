package io.rhumb.gateway;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.LimitsConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.PluginsConfig;
import io.rhumb.gateway.config.ServerConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Configurations that differ from another one in one thing. */
final class Configs {

  private Configs() {}

  static ModelConfig strategy(ModelConfig m, StrategySpec strategy) {
    return model(
        m.name(), strategy, m.choices(), m.timeout(), m.attemptTimeout(), m.maxAttempts(), m);
  }

  static ModelConfig choices(ModelConfig m, Map<String, StrategySpec> choices) {
    return model(
        m.name(), m.strategy(), choices, m.timeout(), m.attemptTimeout(), m.maxAttempts(), m);
  }

  static ModelConfig timeout(ModelConfig m, Duration timeout) {
    return model(
        m.name(), m.strategy(), m.choices(), timeout, m.attemptTimeout(), m.maxAttempts(), m);
  }

  static ModelConfig attemptTimeout(ModelConfig m, Duration attemptTimeout) {
    return model(
        m.name(), m.strategy(), m.choices(), m.timeout(), attemptTimeout, m.maxAttempts(), m);
  }

  static ModelConfig maxAttempts(ModelConfig m, int maxAttempts) {
    return model(
        m.name(), m.strategy(), m.choices(), m.timeout(), m.attemptTimeout(), maxAttempts, m);
  }

  private static ModelConfig model(
      String name,
      StrategySpec strategy,
      Map<String, StrategySpec> choices,
      Duration timeout,
      Duration attemptTimeout,
      int maxAttempts,
      ModelConfig rest) {
    return new ModelConfig(
        name,
        strategy,
        choices,
        timeout,
        attemptTimeout,
        maxAttempts,
        rest.failoverOn404(),
        rest.targets(),
        rest.budget(),
        rest.residency(),
        rest.stream(),
        rest.idempotent());
  }

  static GatewayConfig plugins(GatewayConfig c, PluginsConfig plugins) {
    return new GatewayConfig(
        c.localRegion(),
        c.metadataHost(),
        c.server(),
        c.management(),
        c.upstream(),
        plugins,
        c.reload(),
        c.models(),
        c.defaultModel(),
        c.access(),
        c.logs(),
        c.traces());
  }

  static ModelConfig failoverOn404(ModelConfig m) {
    return new ModelConfig(
        m.name(),
        m.strategy(),
        m.choices(),
        m.timeout(),
        m.attemptTimeout(),
        m.maxAttempts(),
        true,
        m.targets(),
        m.budget(),
        m.residency(),
        m.stream(),
        m.idempotent());
  }

  /** A model of which nothing may be asked twice. */
  static ModelConfig once(ModelConfig m) {
    return new ModelConfig(
        m.name(),
        m.strategy(),
        m.choices(),
        m.timeout(),
        m.attemptTimeout(),
        m.maxAttempts(),
        m.failoverOn404(),
        m.targets(),
        m.budget(),
        m.residency(),
        m.stream(),
        false);
  }

  /** The same model under another name, over other targets. */
  static ModelConfig model(ModelConfig m, String name, List<TargetConfig> targets) {
    return new ModelConfig(
        name,
        m.strategy(),
        m.choices(),
        m.timeout(),
        m.attemptTimeout(),
        m.maxAttempts(),
        m.failoverOn404(),
        targets,
        m.budget(),
        m.residency(),
        m.stream(),
        m.idempotent());
  }

  static TargetConfig address(TargetConfig t, String host, int port) {
    return new TargetConfig(
        t.id(),
        t.region(),
        host,
        port,
        t.tls(),
        t.serverName(),
        t.resource(),
        t.trust(),
        t.credential());
  }

  static TargetConfig serverName(TargetConfig t, String serverName) {
    return new TargetConfig(
        t.id(),
        t.region(),
        t.connectHost(),
        t.port(),
        t.tls(),
        serverName,
        t.resource(),
        t.trust(),
        t.credential());
  }

  static TargetConfig plain(TargetConfig t) {
    return new TargetConfig(
        t.id(),
        t.region(),
        t.connectHost(),
        t.port(),
        false,
        t.serverName(),
        t.resource(),
        t.trust(),
        t.credential());
  }

  static TargetConfig trust(TargetConfig t, TrustConfig trust) {
    return new TargetConfig(
        t.id(),
        t.region(),
        t.connectHost(),
        t.port(),
        t.tls(),
        t.serverName(),
        t.resource(),
        trust,
        t.credential());
  }

  static TargetConfig credential(TargetConfig t, CredentialConfig credential) {
    return new TargetConfig(
        t.id(),
        t.region(),
        t.connectHost(),
        t.port(),
        t.tls(),
        t.serverName(),
        t.resource(),
        t.trust(),
        credential);
  }

  static GatewayConfig upstream(GatewayConfig c, UpstreamConfig upstream) {
    return new GatewayConfig(
        c.localRegion(),
        c.metadataHost(),
        c.server(),
        c.management(),
        upstream,
        c.plugins(),
        c.reload(),
        c.models(),
        c.defaultModel(),
        c.access(),
        c.logs(),
        c.traces());
  }

  static GatewayConfig connectTimeout(GatewayConfig c, Duration timeout) {
    UpstreamConfig u = c.upstream();
    return upstream(c, new UpstreamConfig(timeout, u.connections(), u.keepAlive(), u.http2()));
  }

  static GatewayConfig http2(GatewayConfig c) {
    UpstreamConfig u = c.upstream();
    return upstream(
        c, new UpstreamConfig(u.connectTimeout(), u.connections(), u.keepAlive(), true));
  }

  static GatewayConfig server(GatewayConfig c, Duration idleTimeout, Duration shutdownGrace) {
    ServerConfig s = c.server();
    return c.withServer(new ServerConfig(
        s.host(),
        s.port(),
        s.eventLoops(),
        s.maxRequestBytes(),
        s.maxResponseBytes(),
        idleTimeout,
        shutdownGrace,
        s.limits()));
  }

  static GatewayConfig limits(GatewayConfig c, LimitsConfig limits) {
    ServerConfig s = c.server();
    return c.withServer(new ServerConfig(
        s.host(),
        s.port(),
        s.eventLoops(),
        Math.min(s.maxRequestBytes(), limits.maxBufferedBytes()),
        Math.min(s.maxResponseBytes(), limits.maxBufferedBytes()),
        s.idleTimeout(),
        s.shutdownGrace(),
        limits));
  }

  /** With further models. */
  static GatewayConfig models(GatewayConfig c, ModelConfig... more) {
    Map<String, ModelConfig> models = new LinkedHashMap<>(c.models());
    for (ModelConfig model : more) {
      models.put(model.name(), model);
    }
    return new GatewayConfig(
        c.localRegion(),
        c.metadataHost(),
        c.server(),
        c.management(),
        c.upstream(),
        c.plugins(),
        c.reload(),
        models,
        c.defaultModel(),
        c.access(),
        c.logs(),
        c.traces());
  }
}
