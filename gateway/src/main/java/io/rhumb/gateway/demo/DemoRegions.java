package io.rhumb.gateway.demo;

import io.rhumb.gateway.stub.MetadataStub;
import io.rhumb.gateway.stub.MetadataStubConfig;
import io.rhumb.gateway.stub.RegionalStub;
import io.rhumb.gateway.stub.RegionalStubConfig;
import io.rhumb.gateway.stub.ServiceProfile;
import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.rhumb.gateway.stub.TokenIssuer;
import io.rhumb.gateway.stub.VertexEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo's world: three regions whose distance shows in their round-trip times, and a metadata server. */
public final class DemoRegions {

  private static final String PROJECT = "demo-project";
  private static final String PROJECT_NUMBER = "123456789";

  private final Map<String, RegionalStub> regions = new LinkedHashMap<>();
  private final ThrowawayAuthority authority = ThrowawayAuthority.create();
  private final MetadataStub metadata;

  private DemoRegions(Vertx vertx) {
    TokenIssuer tokens = new TokenIssuer(InstantSource.system());
    metadata = new MetadataStub(
        vertx, MetadataStubConfig.of(PROJECT, PROJECT_NUMBER, "us-central1"), tokens);
    add(vertx, tokens, "us-central1", "1111", Duration.ofMillis(1));
    add(vertx, tokens, "us-east4", "2222", Duration.ofMillis(25));
    add(vertx, tokens, "europe-west4", "3333", Duration.ofMillis(100));
  }

  /** Stand-ins that do not listen yet. */
  public static DemoRegions create(Vertx vertx) {
    return new DemoRegions(vertx);
  }

  /** Starts them all, each on a free port. */
  public Future<Void> start() {
    List<Future<?>> starting = new ArrayList<>();
    starting.add(metadata.start());
    regions.values().forEach(region -> starting.add(region.start()));
    return Future.all(starting).mapEmpty();
  }

  /** Stops them all. */
  public Future<Void> stop() {
    List<Future<?>> stopping = new ArrayList<>();
    stopping.add(metadata.stop());
    regions.values().forEach(region -> stopping.add(region.stop()));
    return Future.join(stopping).mapEmpty();
  }

  /** Every stand-in by its region, the local one first. */
  Map<String, RegionalStub> byRegion() {
    return regions;
  }

  /** Host and port of the metadata server. */
  String metadataHost() {
    return "127.0.0.1:" + metadata.port();
  }

  /**
   * Writes the certificate of the authority that signed the stand-ins' certificates; blocks.
   *
   * @return the file
   */
  Path writeAuthority(Path file) throws IOException {
    return authority.write(file);
  }

  /**
   * Fills a template in. Only once they are started.
   *
   * @param template a configuration with the placeholders of {@code conf/demo.yaml}
   * @param authorityFile where the authority's certificate is
   * @return a configuration
   */
  String fillIn(String template, Path authorityFile) {
    String filled =
        template.replace("${ca}", authorityFile.toString()).replace("${metadata}", metadataHost());
    for (Map.Entry<String, RegionalStub> region : regions.entrySet()) {
      filled = filled.replace(
          "${" + region.getKey() + "}", Integer.toString(region.getValue().port()));
    }
    return filled;
  }

  private void add(
      Vertx vertx, TokenIssuer tokens, String region, String endpoint, Duration roundTrip) {
    ServiceProfile service = ServiceProfile.IMMEDIATE
        .withTime(Duration.ofMillis(8), 0.3)
        .withRoundTrip(roundTrip)
        .withSlots(64, 64);
    RegionalStubConfig config = RegionalStubConfig.of(
            new VertexEndpoint(region, PROJECT, PROJECT_NUMBER, endpoint))
        .withService(service);
    regions.put(region, RegionalStub.create(vertx, config, tokens, authority));
  }
}
