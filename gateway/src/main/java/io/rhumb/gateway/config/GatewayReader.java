package io.rhumb.gateway.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the whole tree. */
final class GatewayReader {

  private static final String MODELS = "a map of models by name, at least one";
  private static final String MANAGEMENT_HOSTS =
      "a list of at least one host name, such as [rhumb.example.com]";

  private final ReadContext context;
  private final Problems problems;

  GatewayReader(ReadContext context) {
    this.context = context;
    this.problems = context.problems();
  }

  /** The configuration; empty, with problems, if anything is wrong. */
  Optional<GatewayConfig> read(ConfigNode tree) {
    return Section.of(tree, Keys.ROOT, problems).flatMap(this::read);
  }

  private Optional<GatewayConfig> read(Section root) {
    Optional<String> localRegion =
        root.read(Keys.LOCAL_REGION, Names.region().map(Optional::of).or("auto", Optional.empty()));
    String metadataHost = metadataHost(root);
    ServerConfig server = new ServerReader(context).read(root.section(Keys.SERVER, Keys.IN_SERVER));
    ManagementConfig management = management(root.section(Keys.MANAGEMENT, Keys.IN_MANAGEMENT));
    UpstreamConfig upstream = upstream(root.section(Keys.UPSTREAM, Keys.IN_UPSTREAM));
    PluginsConfig plugins = plugins(root.section(Keys.PLUGINS, Keys.IN_PLUGINS));
    ReloadConfig reload = reload(root.section(Keys.RELOAD, Keys.IN_RELOAD));
    Map<String, ModelConfig> models = models(root, server.idleTimeout());
    String defaultModel = defaultModel(root);
    AccessConfig access = access(root);
    LogsConfig logs = LogsReader.read(root);
    Optional<TracesConfig> traces = traces(root);
    refuseWithoutGuard(root, management, access);
    return problems.count() > 0
        ? Optional.empty()
        : Optional.of(new GatewayConfig(
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
            traces));
  }

  /** Google's libraries know the variable too: one setting moves them all to another server. */
  private String metadataHost(Section root) {
    return root.find(Keys.METADATA_HOST, Hosts.hostAndPort())
        .or(() -> context.variable("GCE_METADATA_HOST").map(node -> Hosts.hostAndPort()
            .read(node, problems)))
        .orElseGet(() -> root.read(Keys.METADATA_HOST, Hosts.hostAndPort()));
  }

  private ManagementConfig management(Section section) {
    return new ManagementConfig(
        section.read(Keys.MANAGEMENT_HOST, Hosts.host()),
        section.read(Keys.MANAGEMENT_PORT, Quantities.listeningPort()),
        section.read(Keys.MANAGEMENT_PUBLIC, Quantities.flag()),
        new ScalarList(problems)
            .find(section, Keys.MANAGEMENT_HOSTS, Hosts.name(), MANAGEMENT_HOSTS));
  }

  /** What operators read is nobody else's business: without a key of theirs it would be open to all, or to nobody. */
  private void refuseWithoutGuard(Section root, ManagementConfig management, AccessConfig access) {
    if (management.onPublicPort() && !access.hasOperator() && problems.count() == 0) {
      root.section(Keys.MANAGEMENT, Keys.IN_MANAGEMENT)
          .node(Keys.MANAGEMENT_PUBLIC)
          .ifPresent(node ->
              problems.invalid(node, "false, or a key in access.keys that says operator: true"));
    }
  }

  private UpstreamConfig upstream(Section section) {
    return new UpstreamConfig(
        section.read(
            Keys.CONNECT_TIMEOUT, Quantities.duration(Duration.ofMillis(1), Duration.ofMinutes(1))),
        section.read(Keys.CONNECTIONS, Quantities.integer(1, 10_000)),
        section.read(
            Keys.KEEP_ALIVE, Quantities.duration(Duration.ofSeconds(1), Duration.ofHours(1))),
        section.read(Keys.HTTP2, Quantities.flag()));
  }

  private PluginsConfig plugins(Section section) {
    return new PluginsConfig(
        section
            .nodeOrDefault(Keys.PLUGIN_FOLDER, "")
            .map(new LocalFiles(context)::folder)
            .orElseThrow(),
        section.read(Keys.PLUGIN_SCAN, Quantities.duration(Duration.ZERO, Duration.ofHours(1))));
  }

  private static ReloadConfig reload(Section section) {
    return new ReloadConfig(
        section.read(Keys.RELOAD_SCAN, Quantities.duration(Duration.ZERO, Duration.ofHours(1))));
  }

  private Map<String, ModelConfig> models(Section root, Duration idleTimeout) {
    TargetReader targets = new TargetReader(context, TargetDefaults.read(root, context));
    ModelReader reader = new ModelReader(problems, targets, idleTimeout);
    Map<String, ModelConfig> models = new LinkedHashMap<>();
    named(root)
        .forEach(
            (name, node) -> reader.read(name, node).ifPresent(model -> models.put(name, model)));
    return models;
  }

  private Map<String, ConfigNode> named(Section root) {
    ConfigNode node = root.nodeOrDefault(Keys.MODELS, MODELS).orElse(null);
    if (node instanceof ConfigNode.Entries map && !map.entries().isEmpty()) {
      return map.entries();
    }
    if (node != null) {
      problems.invalid(node, MODELS);
    }
    return Map.of();
  }

  private AccessConfig access(Section root) {
    return root.nodeOrDefault(Keys.ACCESS, "")
        .map(new AccessReader(context, names(root))::read)
        .orElseThrow();
  }

  private Optional<TracesConfig> traces(Section root) {
    return root.nodeOrDefault(Keys.TRACES, "").flatMap(new TracesReader(context)::read);
  }

  private static Set<String> names(Section root) {
    return root.node(Keys.MODELS).orElse(null) instanceof ConfigNode.Entries map
        ? map.entries().keySet()
        : Set.of();
  }

  /** A single model is the default one. */
  private String defaultModel(Section root) {
    Set<String> names = names(root);
    if (names.isEmpty() || (names.size() == 1 && !root.has(Keys.DEFAULT_MODEL))) {
      return names.stream().findFirst().orElse("x");
    }
    return root.read(
        Keys.DEFAULT_MODEL,
        new ScalarType<>("one of " + String.join(", ", names), "x", scalar -> scalar
            .asText()
            .filter(names::contains)));
  }
}
