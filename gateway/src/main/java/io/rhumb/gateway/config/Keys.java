package io.rhumb.gateway.config;

import java.util.List;

/**
 * Every key of the configuration and its default, by the section where it stands: the one place that knows. Tests hold
 * {@code conf/gateway.yaml} and {@code conf/gateway.schema.json} against it.
 */
final class Keys {

  static final Key LOCAL_REGION = Key.of("local-region", "auto");
  static final Key METADATA_HOST = Key.of("metadata-host", "metadata.google.internal");
  static final Key DEFAULT_MODEL = Key.of("default-model");
  static final Key SERVER = Key.of("server");
  static final Key MANAGEMENT = Key.of("management");
  static final Key UPSTREAM = Key.of("upstream");
  static final Key PLUGINS = Key.of("plugins");
  static final Key RELOAD = Key.of("reload");
  static final Key PROJECT = Key.of("project");
  static final Key PROJECT_NUMBER = Key.of("project-number");
  static final Key TRUST = Key.of("trust", "system");
  static final Key CREDENTIAL = Key.of("credential", "application-default");
  static final Key ACCESS = Key.of("access", "none");
  static final Key LOGS = Key.of("logs");
  static final Key TRACES = Key.of("traces", "none");
  static final Key MODELS = Key.of("models");

  /** At the top. */
  static final List<Key> ROOT = List.of(
      LOCAL_REGION,
      METADATA_HOST,
      DEFAULT_MODEL,
      SERVER,
      MANAGEMENT,
      UPSTREAM,
      PLUGINS,
      RELOAD,
      PROJECT,
      PROJECT_NUMBER,
      TRUST,
      CREDENTIAL,
      ACCESS,
      LOGS,
      TRACES,
      MODELS);

  static final Key SERVER_HOST = Key.of("host", "0.0.0.0");
  static final Key SERVER_PORT = Key.of("port", "8080");
  static final Key EVENT_LOOPS = Key.of("event-loops", "auto");
  static final Key MAX_REQUEST = Key.of("max-request", "10MiB");
  static final Key MAX_RESPONSE = Key.of("max-response", "32MiB");
  static final Key IDLE_TIMEOUT = Key.of("idle-timeout", "11m");
  static final Key SHUTDOWN_GRACE = Key.of("shutdown-grace", "8s");

  static final Key MAX_IN_FLIGHT = Key.of("max-in-flight", "1000");
  static final Key MAX_BUFFERED = Key.of("max-buffered", "auto");
  static final Key MAX_CONNECTIONS = Key.of("max-connections", "2000");
  static final Key HEAD_TIMEOUT = Key.of("head-timeout", "10s");
  static final Key BODY_TIMEOUT = Key.of("body-timeout", "60s");

  /** Below {@code server}. */
  static final List<Key> IN_SERVER = List.of(
      SERVER_HOST,
      SERVER_PORT,
      EVENT_LOOPS,
      MAX_REQUEST,
      MAX_RESPONSE,
      IDLE_TIMEOUT,
      SHUTDOWN_GRACE,
      MAX_IN_FLIGHT,
      MAX_BUFFERED,
      MAX_CONNECTIONS,
      HEAD_TIMEOUT,
      BODY_TIMEOUT);

  static final Key MANAGEMENT_HOST = Key.of("host", "127.0.0.1");
  static final Key MANAGEMENT_PORT = Key.of("port", "9090");
  static final Key MANAGEMENT_PUBLIC = Key.of("public", "false");
  static final Key MANAGEMENT_HOSTS = Key.of("hosts");

  /** Below {@code management}. */
  static final List<Key> IN_MANAGEMENT =
      List.of(MANAGEMENT_HOST, MANAGEMENT_PORT, MANAGEMENT_PUBLIC, MANAGEMENT_HOSTS);

  static final Key CONNECT_TIMEOUT = Key.of("connect-timeout", "1500ms");
  static final Key CONNECTIONS = Key.of("connections", "256");
  static final Key KEEP_ALIVE = Key.of("keep-alive", "50s");
  static final Key HTTP2 = Key.of("http2", "false");

  /** Below {@code upstream}. */
  static final List<Key> IN_UPSTREAM = List.of(CONNECT_TIMEOUT, CONNECTIONS, KEEP_ALIVE, HTTP2);

  static final Key PLUGIN_FOLDER = Key.of("folder", "plugins");
  static final Key PLUGIN_SCAN = Key.of("scan", "2s");

  /** Below {@code plugins}. */
  static final List<Key> IN_PLUGINS = List.of(PLUGIN_FOLDER, PLUGIN_SCAN);

  static final Key RELOAD_SCAN = Key.of("scan", "2s");

  /** Below {@code reload}. */
  static final List<Key> IN_RELOAD = List.of(RELOAD_SCAN);

  static final Key LOGS_FORMAT = Key.of("format", "auto");
  static final Key LOGS_REQUESTS = Key.of("requests", "sampled");
  static final Key LOGS_SAMPLE = Key.of("sample", "1%");
  static final Key LOGS_MAX_PER_SECOND = Key.of("max-per-second", "100");

  /** Below {@code logs}. */
  static final List<Key> IN_LOGS =
      List.of(LOGS_FORMAT, LOGS_REQUESTS, LOGS_SAMPLE, LOGS_MAX_PER_SECOND);

  static final Key TRACES_ENDPOINT = Key.of("endpoint");
  static final Key TRACES_SAMPLE = Key.of("sample", "5%");
  static final Key TRACES_HEADER = Key.of("header");

  /** Below {@code traces}. */
  static final List<Key> IN_TRACES = List.of(TRACES_ENDPOINT, TRACES_SAMPLE, TRACES_HEADER);

  static final Key STRATEGY = Key.of("strategy", "local-first");
  static final Key STRATEGY_CHOICES = Key.of("strategy-choices");
  static final Key TIMEOUT = Key.of("timeout", "30s");
  static final Key ATTEMPT_TIMEOUT = Key.of("attempt-timeout", "10s");
  static final Key ATTEMPTS = Key.of("attempts", "3");
  static final Key BUDGET = Key.of("budget");
  static final Key FAILOVER_ON_404 = Key.of("failover-on-404", "false");
  static final Key IDEMPOTENT = Key.of("idempotent", "true");
  static final Key RESIDENCY = Key.of("residency");
  static final Key STREAM = Key.of("stream");
  static final Key TARGETS = Key.of("targets");

  /** Below one model. */
  static final List<Key> IN_MODEL = List.of(
      STRATEGY,
      STRATEGY_CHOICES,
      TIMEOUT,
      ATTEMPT_TIMEOUT,
      ATTEMPTS,
      BUDGET,
      FAILOVER_ON_404,
      IDEMPOTENT,
      RESIDENCY,
      STREAM,
      TARGETS);

  static final Key EXTRA = Key.of("extra", "10%");
  static final Key BESIDE = Key.of("beside", "20%");

  /** Below {@code budget}. */
  static final List<Key> IN_BUDGET = List.of(EXTRA, BESIDE);

  static final Key STALL_TIMEOUT = Key.of("stall-timeout", "60s");
  static final Key HOLD = Key.of("hold", "0");

  /** Below {@code stream}. */
  static final List<Key> IN_STREAM = List.of(STALL_TIMEOUT, HOLD);

  static final Key RESIDENCY_REGIONS = Key.of("regions");
  static final Key RESIDENCY_HEADER = Key.of("header", "false");

  /** Below {@code residency}. */
  static final List<Key> IN_RESIDENCY = List.of(RESIDENCY_REGIONS, RESIDENCY_HEADER);

  static final Key REGION = Key.of("region");
  static final Key KIND = Key.of("kind");
  static final Key ID = Key.of("id");
  static final Key ADDRESS = Key.of("address");
  static final Key ENDPOINT = Key.of("endpoint");
  static final Key PUBLISHER_MODEL = Key.of("publisher-model");
  static final Key DEPLOYED_MODEL = Key.of("deployed-model");
  static final Key BODY_MODEL = Key.of("body-model");
  static final Key TARGET_PORT = Key.of("port", "443");
  static final Key SERVER_NAME = Key.of("server-name");
  static final Key URL = Key.of("url");
  static final Key PATH = Key.of("path");

  /**
   * In one target; {@code project}, {@code project-number}, {@code trust} and {@code credential} are those of the top.
   */
  static final List<Key> IN_TARGET = List.of(
      REGION,
      KIND,
      ID,
      ADDRESS,
      ENDPOINT,
      PUBLISHER_MODEL,
      DEPLOYED_MODEL,
      BODY_MODEL,
      TARGET_PORT,
      SERVER_NAME,
      URL,
      PATH,
      PROJECT,
      PROJECT_NUMBER,
      TRUST,
      CREDENTIAL);

  static final Key PEM = Key.of("pem");

  /** Below {@code trust}. */
  static final List<Key> IN_TRUST = List.of(PEM);

  static final Key TOKEN_FILE = Key.of("token-file");
  static final Key HEADER = Key.of("header");

  /** Below {@code credential}. */
  static final List<Key> IN_CREDENTIAL = List.of(TOKEN_FILE, HEADER);

  static final Key HEADER_NAME = Key.of("name");
  static final Key HEADER_ENV = Key.of("env");
  static final Key HEADER_FILE = Key.of("file");

  /** Below {@code header}, of a credential and of the traces. */
  static final List<Key> IN_HEADER = List.of(HEADER_NAME, HEADER_ENV, HEADER_FILE);

  static final Key API_KEYS = Key.of("keys");
  static final Key ID_TOKENS = Key.of("id-tokens");

  /** Below {@code access}. */
  static final List<Key> IN_ACCESS = List.of(API_KEYS, ID_TOKENS);

  static final Key API_KEY_ID = Key.of("id");
  static final Key API_KEY_SHA256 = Key.of("sha256");
  static final Key API_KEY_FILE = Key.of("file");
  static final Key API_KEY_MODELS = Key.of("models");
  static final Key API_KEY_REGIONS = Key.of("regions");
  static final Key API_KEY_OPERATOR = Key.of("operator", "false");

  /** In one of {@code access.keys}. */
  static final List<Key> IN_API_KEY = List.of(
      API_KEY_ID, API_KEY_SHA256, API_KEY_FILE, API_KEY_MODELS, API_KEY_REGIONS, API_KEY_OPERATOR);

  static final Key AUDIENCE = Key.of("audience");
  static final Key PRINCIPALS = Key.of("principals");
  static final Key ISSUER = Key.of("issuer", "https://accounts.google.com");
  static final Key KEYS_URL = Key.of("keys-url", "https://www.googleapis.com/oauth2/v3/certs");

  /** Below {@code access.id-tokens}. */
  static final List<Key> IN_ID_TOKENS = List.of(AUDIENCE, PRINCIPALS, ISSUER, KEYS_URL);

  private Keys() {}

  /** The names. */
  static List<String> names(List<Key> keys) {
    return keys.stream().map(Key::name).toList();
  }
}
