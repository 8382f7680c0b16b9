package io.rhumb.gateway.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A configuration as it is in force: every key with its value, defaults too, in the syntax of the file, so that it can be read as one again.
 * What is secret is not in a configuration, only where it is; of API keys not even the hash is shown.
 */
public final class EffectiveConfig {

  /** Stands where something is that nobody needs to see. */
  public static final String HIDDEN = "…";

  private EffectiveConfig() {}

  /**
   * Writes a configuration.
   *
   * @return maps, lists, texts, numbers and booleans, in the order of the documented file; immutable
   */
  public static Map<String, Object> of(GatewayConfig config) {
    Entries top = new Entries();
    config.localRegion().ifPresent(region -> top.put(Keys.LOCAL_REGION, region));
    config.logs().project().ifPresent(project -> top.put(Keys.PROJECT, project));
    return top.put(Keys.METADATA_HOST, config.metadataHost())
        .put(Keys.DEFAULT_MODEL, config.defaultModel())
        .put(Keys.SERVER, server(config.server()))
        .put(Keys.MANAGEMENT, management(config.management()))
        .put(Keys.UPSTREAM, upstream(config.upstream()))
        .put(Keys.PLUGINS, plugins(config.plugins()))
        .put(
            Keys.RELOAD,
            new Entries().put(Keys.RELOAD_SCAN, time(config.reload().scan())).map())
        .put(Keys.ACCESS, access(config.access()))
        .put(Keys.LOGS, logs(config.logs()))
        .put(Keys.TRACES, config.traces().<Object>map(EffectiveConfig::traces).orElse("none"))
        .put(Keys.MODELS, models(config.models()))
        .map();
  }

  /** The same as a text that can be read as a configuration, but for what is hidden. */
  public static String yaml(GatewayConfig config) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    return new Yaml(options).dump(of(config));
  }

  private static Map<String, Object> server(ServerConfig server) {
    LimitsConfig limits = server.limits();
    return new Entries()
        .put(Keys.SERVER_HOST, server.host())
        .put(Keys.SERVER_PORT, server.port())
        .put(Keys.EVENT_LOOPS, server.eventLoops())
        .put(Keys.MAX_REQUEST, server.maxRequestBytes())
        .put(Keys.MAX_RESPONSE, server.maxResponseBytes())
        .put(Keys.IDLE_TIMEOUT, time(server.idleTimeout()))
        .put(Keys.SHUTDOWN_GRACE, time(server.shutdownGrace()))
        .put(Keys.MAX_IN_FLIGHT, limits.maxInFlight())
        .put(Keys.MAX_BUFFERED, limits.maxBufferedBytes())
        .put(Keys.MAX_CONNECTIONS, limits.maxConnections())
        .put(Keys.HEAD_TIMEOUT, time(limits.headTimeout()))
        .put(Keys.BODY_TIMEOUT, time(limits.bodyTimeout()))
        .map();
  }

  private static Map<String, Object> management(ManagementConfig management) {
    return new Entries()
        .put(Keys.MANAGEMENT_HOST, management.host())
        .put(Keys.MANAGEMENT_PORT, management.port())
        .put(Keys.MANAGEMENT_PUBLIC, management.onPublicPort())
        .putUnlessEmpty(Keys.MANAGEMENT_HOSTS, management.hosts())
        .map();
  }

  private static Map<String, Object> upstream(UpstreamConfig upstream) {
    return new Entries()
        .put(Keys.CONNECT_TIMEOUT, time(upstream.connectTimeout()))
        .put(Keys.CONNECTIONS, upstream.connections())
        .put(Keys.KEEP_ALIVE, time(upstream.keepAlive()))
        .put(Keys.HTTP2, upstream.http2())
        .map();
  }

  private static Map<String, Object> plugins(PluginsConfig plugins) {
    return new Entries()
        .put(Keys.PLUGIN_FOLDER, plugins.folder().toString())
        .put(Keys.PLUGIN_SCAN, time(plugins.scan()))
        .map();
  }

  private static Object access(AccessConfig access) {
    if (access.open()) {
      return "none";
    }
    Entries entries = new Entries();
    if (!access.keys().isEmpty()) {
      entries.put(
          Keys.API_KEYS, access.keys().stream().map(EffectiveConfig::key).toList());
    }
    access
        .idTokens()
        .ifPresent(tokens -> entries.put(
            Keys.ID_TOKENS,
            new Entries()
                .put(Keys.AUDIENCE, tokens.audience())
                .put(Keys.PRINCIPALS, tokens.principals())
                .put(Keys.ISSUER, tokens.issuer())
                .put(Keys.KEYS_URL, tokens.keysUrl().toString())
                .map()));
    return entries.map();
  }

  private static Map<String, Object> key(ApiKeyConfig key) {
    return new Entries()
        .put(Keys.API_KEY_ID, key.id())
        .put(Keys.API_KEY_SHA256, HIDDEN)
        .putUnlessEmpty(Keys.API_KEY_MODELS, key.models())
        .putUnlessEmpty(Keys.API_KEY_REGIONS, key.regions())
        .put(Keys.API_KEY_OPERATOR, key.operator())
        .map();
  }

  private static Map<String, Object> logs(LogsConfig logs) {
    return new Entries()
        .put(Keys.LOGS_FORMAT, logs.format().word())
        .put(Keys.LOGS_REQUESTS, logs.requests().word())
        .put(Keys.LOGS_SAMPLE, share(logs.sample()))
        .put(Keys.LOGS_MAX_PER_SECOND, logs.maxPerSecond())
        .map();
  }

  private static Map<String, Object> traces(TracesConfig traces) {
    Entries entries = new Entries()
        .put(Keys.TRACES_ENDPOINT, traces.endpoint().toString())
        .put(Keys.TRACES_SAMPLE, share(traces.sample()));
    traces
        .header()
        .ifPresent(from -> entries.put(Keys.TRACES_HEADER, EffectiveCredential.header(from)));
    return entries.map();
  }

  private static Map<String, Object> models(Map<String, ModelConfig> models) {
    Entries entries = new Entries();
    models.forEach((name, model) -> entries.put(name, EffectiveModel.of(model)));
    return entries.map();
  }

  static String time(Duration duration) {
    return Durations.format(duration);
  }

  /** Eleven digits of a share are more than anybody writes. */
  static String share(double share) {
    String text = String.format(Locale.ROOT, "%.9f", share * 100);
    return text.replaceFirst("\\.?0+$", "") + "%";
  }
}
