package io.rhumb.rehearsal.stage;

import io.rhumb.rehearsal.network.Host;
import io.rhumb.rehearsal.network.Wan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that runs. For one thread; most methods block until what they do has come about. */
public final class Stage implements AutoCloseable {

  private final Host clients = Host.here();
  private final Wan wan;
  private final GatewayImage image;
  private final Path jar;
  private final Path work;
  private final Certificate certificate;
  private final Map<Region, Site> sites = new LinkedHashMap<>();
  private List<Model> models;

  /**
   * An empty one.
   *
   * @param wan between the regions
   * @param image what gateways are started from
   * @param jar what stand-ins are started from
   * @param work where configurations and logs go
   * @param models of every gateway
   */
  public Stage(Wan wan, GatewayImage image, Path jar, Path work, List<Model> models) {
    this.wan = wan;
    this.image = image;
    this.jar = jar;
    this.work = work;
    this.models = List.copyOf(models);
    this.certificate = Certificate.issue(work);
  }

  /** Starts the first regions, all at once. */
  public void open() {
    Region.FIRST.forEach(this::build);
    sites.values().forEach(this::launch);
    sites.values().forEach(this::awaitServing);
  }

  /** The regions there are. */
  public List<Region> regions() {
    return List.copyOf(sites.keySet());
  }

  /** What a region has. */
  public Site site(Region region) {
    Site site = sites.get(region);
    if (site == null) {
      throw new IllegalArgumentException(
          "region: " + region.name() + " (expected: one that is there)");
    }
    return site;
  }

  /** What the inter-region network is made of. */
  public String network() {
    return wan.description();
  }

  /** Lets clients come in where there is no region yet: they are served by others. */
  public void openEdge(Region at) {
    Site site = Site.build(at, clients, wan, image, jar, certificate, work);
    site.edge().start(regions());
    regions().forEach(region -> site.edge().awaitSends(region, true));
    sites.put(at, site);
  }

  /** Starts a region whose edge is there: its stand-in, its gateway, and then everybody is told. */
  public void openRegion(Region region) {
    Site site = site(region);
    site.gateway().configure(configOf(region));
    site.standIn().start();
    site.gateway().start();
    site.standIn().awaitStart();
    site.gateway().awaitReady();
    sites.values().forEach(each -> each.gateway().configure(configOf(each.region())));
    sites.values().forEach(each -> each.edge().configure(regions()));
    sites.values().forEach(each -> each.edge().awaitSends(region, true));
  }

  /** Gives every gateway another model of the same name. */
  public void change(Model changed) {
    models = models.stream()
        .map(model -> model.name().equals(changed.name()) ? changed : model)
        .toList();
    sites.values().forEach(site -> site.gateway().configure(configOf(site.region())));
  }

  /** What a region's gateway is to read. */
  public String configOf(Region region) {
    return GatewayConfig.text(region, regions(), models);
  }

  /** Sends a region's gateway no new requests from any edge, or does so again if it is ready. */
  public void drain(Region region, boolean drained) {
    sites.values().forEach(site -> site.edge().drain(region, drained));
  }

  /** Blocks until every edge sends requests to a region, or none does. */
  public void awaitSends(Region region, boolean sends) {
    sites.values().forEach(site -> site.edge().awaitSends(region, sends));
  }

  @Override
  public void close() {
    // The processes end with the namespaces of this one.
    wan.close();
  }

  private void build(Region region) {
    sites.put(region, Site.build(region, clients, wan, image, jar, certificate, work));
  }

  private void launch(Site site) {
    site.gateway().configure(configOf(site.region()));
    site.standIn().start();
    site.gateway().start();
    site.edge().start(regions());
  }

  private void awaitServing(Site site) {
    site.standIn().awaitStart();
    site.gateway().awaitReady();
    for (Region region : new ArrayList<>(sites.keySet())) {
      site.edge().awaitSends(region, true);
    }
  }
}
