package io.rhumb.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole configuration of one gateway.
 *
 * @param localRegion the region of this gateway; empty: ask the metadata server
 * @param metadataHost host, with port where it is not 80, of the metadata server that tells the region and issues
 *     tokens
 * @param server the ingress port and its bounds
 * @param management the operator's port
 * @param upstream how targets are reached
 * @param plugins where strategy jars lie
 * @param reload how the configuration changes while the gateway runs
 * @param models every model by its logical name, in the order of the file; at least one
 * @param defaultModel the model of {@code POST /predict}; a key of {@code models}
 * @param access who may call
 * @param logs what is logged, and how
 * @param traces where spans go; empty: there are none
 */
public record GatewayConfig(
    Optional<String> localRegion,
    String metadataHost,
    ServerConfig server,
    ManagementConfig management,
    UpstreamConfig upstream,
    PluginsConfig plugins,
    ReloadConfig reload,
    Map<String, ModelConfig> models,
    String defaultModel,
    AccessConfig access,
    LogsConfig logs,
    Optional<TracesConfig> traces) {

  /**
   * Copies the models and refuses what cannot be.
   *
   * @throws IllegalArgumentException if there is no model, a model's name is not its key, or the default model is none
   *     of them
   */
  public GatewayConfig {
    Objects.requireNonNull(localRegion, "localRegion");
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(management, "management");
    Objects.requireNonNull(upstream, "upstream");
    Objects.requireNonNull(plugins, "plugins");
    Objects.requireNonNull(reload, "reload");
    Objects.requireNonNull(logs, "logs");
    Objects.requireNonNull(traces, "traces");
    Values.checkText("metadataHost", metadataHost);
    // Map.copyOf would lose the order of the file.
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    Values.check(!models.isEmpty(), "models", models, "at least one");
    models.forEach((name, model) ->
        Values.check(model.name().equals(name), "models", name, "the key " + model.name()));
    Values.check(
        models.containsKey(defaultModel),
        "defaultModel",
        defaultModel,
        "one of " + String.join(", ", models.keySet()));
    for (ApiKeyConfig key : access.keys()) {
      Values.check(
          models.keySet().containsAll(key.models()),
          "access.keys.models",
          key.models(),
          "of " + String.join(", ", models.keySet()));
    }
  }

  /** A configuration that lets anybody call, and says nothing of it. */
  public GatewayConfig(
      Optional<String> localRegion,
      String metadataHost,
      ServerConfig server,
      ManagementConfig management,
      UpstreamConfig upstream,
      PluginsConfig plugins,
      ReloadConfig reload,
      Map<String, ModelConfig> models,
      String defaultModel) {
    this(
        localRegion,
        metadataHost,
        server,
        management,
        upstream,
        plugins,
        reload,
        models,
        defaultModel,
        AccessConfig.NONE,
        LogsConfig.QUIET,
        Optional.empty());
  }

  /**
   * The same configuration with other callers.
   *
   * @param other who may call
   * @return a copy
   */
  public GatewayConfig withAccess(AccessConfig other) {
    return new GatewayConfig(
        localRegion,
        metadataHost,
        server,
        management,
        upstream,
        plugins,
        reload,
        models,
        defaultModel,
        other,
        logs,
        traces);
  }

  /**
   * The same configuration with other logs.
   *
   * @param other what is logged
   * @return a copy
   */
  public GatewayConfig withLogs(LogsConfig other) {
    return new GatewayConfig(
        localRegion,
        metadataHost,
        server,
        management,
        upstream,
        plugins,
        reload,
        models,
        defaultModel,
        access,
        other,
        traces);
  }

  /**
   * The same configuration with other traces.
   *
   * @param other where spans go
   * @return a copy
   */
  public GatewayConfig withTraces(TracesConfig other) {
    return new GatewayConfig(
        localRegion,
        metadataHost,
        server,
        management,
        upstream,
        plugins,
        reload,
        models,
        defaultModel,
        access,
        logs,
        Optional.of(other));
  }

  /**
   * The same configuration with a known region.
   *
   * @param region the region of this gateway
   * @return a copy
   */
  public GatewayConfig withLocalRegion(String region) {
    return new GatewayConfig(
        Optional.of(region),
        metadataHost,
        server,
        management,
        upstream,
        plugins,
        reload,
        models,
        defaultModel,
        access,
        logs,
        traces);
  }

  /**
   * The same configuration with another ingress.
   *
   * @param other the ingress
   * @return a copy
   */
  public GatewayConfig withServer(ServerConfig other) {
    return new GatewayConfig(
        localRegion,
        metadataHost,
        other,
        management,
        upstream,
        plugins,
        reload,
        models,
        defaultModel,
        access,
        logs,
        traces);
  }

  /**
   * The same configuration with another operator's port.
   *
   * @param other the operator's port
   * @return a copy
   */
  public GatewayConfig withManagement(ManagementConfig other) {
    return new GatewayConfig(
        localRegion,
        metadataHost,
        server,
        other,
        upstream,
        plugins,
        reload,
        models,
        defaultModel,
        access,
        logs,
        traces);
  }
}
