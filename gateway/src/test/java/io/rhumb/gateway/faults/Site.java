package io.rhumb.gateway.faults;

import io.rhumb.gateway.OtlpReceiver;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.IssuedCertificate;
import io.rhumb.gateway.stub.MetadataStub;
import io.rhumb.gateway.stub.MetadataStubConfig;
import io.rhumb.gateway.stub.RegionalStub;
import io.rhumb.gateway.stub.RegionalStubConfig;
import io.rhumb.gateway.stub.VertexEndpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A model and its regions: one row's own, so that nothing that befalls them is known to another. */
final class Site {

  static final String LOCAL = "us-central1";
  static final String NEXT = "us-east4";
  static final String LAST = "europe-west4";

  private static final Map<String, String> ENDPOINTS =
      Map.of(LOCAL, "1111", NEXT, "2222", LAST, "3333");

  private final Stage stage;
  private final String model;
  private final Map<String, RegionalStub> regions = new LinkedHashMap<>();
  private final StringBuilder targets = new StringBuilder();
  private String timeouts = "timeout: 20s, attempt-timeout: 10s";
  private String strategy = "local-first";
  private String stream = "{}";
  private MetadataStub metadata;
  private String credential = Stage.TOKEN_FILE;
  private String settings = "";
  private String server = "";
  private String jvm = "";
  private OtlpReceiver spans;

  Site(Stage stage, String model) {
    this.stage = stage;
    this.model = model;
  }

  String model() {
    return model;
  }

  /** A region that is well. */
  Site region(String region) {
    return region(region, UnaryOperator.identity());
  }

  Site region(String region, UnaryOperator<RegionalStubConfig> change) {
    RegionalStubConfig config = change.apply(RegionalStubConfig.of(endpoint(region)));
    return add(region, stage.region(config));
  }

  /** A region that shows this certificate. */
  Site region(String region, IssuedCertificate certificate) {
    RegionalStubConfig config = RegionalStubConfig.of(endpoint(region));
    return add(
        region, stage.start(RegionalStub.create(stage.vertx, config, stage.tokens, certificate)));
  }

  /** A region at an address where there is nobody. */
  Site region(String region, String address, int port) {
    targets.append("      - {region: %s, kind: psc, address: %s, port: %d, endpoint: \"%s\"}%n"
        .formatted(region, address, port, ENDPOINTS.get(region)));
    return this;
  }

  /** Instead of 20 s for a request and 10 s for an attempt. */
  Site timeouts(String timeout, String attemptTimeout) {
    timeouts = "timeout: " + timeout + ", attempt-timeout: " + attemptTimeout;
    return this;
  }

  /** Instead of local-first, in YAML's flow style. */
  Site strategy(String newStrategy) {
    strategy = newStrategy;
    return this;
  }

  /** Instead of the usual bounds of streams, in YAML's flow style. */
  Site stream(String newStream) {
    stream = newStream;
    return this;
  }

  /** Lines of the gateway's configuration instead of those that name a token file; of a row that has a gateway to itself. */
  Site credential(String lines) {
    credential = lines;
    return this;
  }

  /** With a metadata server of its own, whose tokens live so long, and are replaced after a sixth of it; of a row that has a gateway to itself. */
  Site metadata(Duration lifetime) {
    MetadataStubConfig config = MetadataStubConfig.of("demo-project", "123456789", LOCAL)
        .withTokens(lifetime, lifetime.multipliedBy(5).dividedBy(6));
    metadata = new MetadataStub(stage.vertx, config, stage.tokens);
    int port = Stage.await(metadata.start());
    return credential("metadata-host: 127.0.0.1:" + port + "\ncredential: application-default\n");
  }

  MetadataStub metadata() {
    return metadata;
  }

  /** The token at hand is good no more; whoever asks gets another. */
  void revokeToken() {
    stage.tokens.revoke(metadata.currentToken().value());
    metadata.rotate();
  }

  String credential() {
    return credential;
  }

  /** With a line for every request, and a receiver of spans of all of them; of a row that has a gateway to itself. */
  Site observed() {
    spans = OtlpReceiver.start(stage.vertx);
    settings =
        """
        logs: {format: json, requests: all, max-per-second: 100000}
        traces: {endpoint: "%s", sample: 100%%}
        """
            .formatted(spans.endpoint());
    return this;
  }

  /**
   * With options of the gateway's JVM, and further keys of its section {@code server}, each after a comma; of a row that has a gateway to
   * itself.
   */
  Site bounded(String newJvm, String newServer) {
    jvm = newJvm;
    server = newServer;
    return this;
  }

  /** Options of the gateway's JVM. */
  String jvm() {
    return jvm;
  }

  /** Further keys of the gateway's section {@code server}. */
  String server() {
    return server;
  }

  /** What receives them. */
  OtlpReceiver spans() {
    return spans;
  }

  /** Further lines of the gateway's configuration. */
  String settings() {
    return settings;
  }

  static VertexEndpoint endpoint(String region) {
    return new VertexEndpoint(region, "demo-project", "123456789", ENDPOINTS.get(region));
  }

  RegionalStub of(String region) {
    return regions.get(region);
  }

  Collection<RegionalStub> regions() {
    return regions.values();
  }

  void fault(Fault fault, String... names) {
    for (String name : names) {
      Stage.await(of(name).fault(fault));
    }
  }

  void heal(String region) {
    Stage.await(of(region).heal());
  }

  /** Requests whose head arrived at a region. */
  long reached(String region) {
    return of(region).counters().requests();
  }

  /** Waits until every request that arrived anywhere has ended. */
  void awaitQuiet() {
    regions()
        .forEach(
            region -> Stage.await(region.counters().when(counters -> counters.inFlight() == 0)));
  }

  String yaml() {
    List<String> lines = List.of(timeouts.split(", "));
    return "  %s:%n    strategy: %s%n    stream: %s%n    %s%n    targets:%n%s"
        .formatted(model, strategy, stream, String.join("\n    ", lines), targets);
  }

  private Site add(String region, RegionalStub stub) {
    regions.put(region, stub);
    return region(region, "127.0.0.1", stub.port());
  }
}
