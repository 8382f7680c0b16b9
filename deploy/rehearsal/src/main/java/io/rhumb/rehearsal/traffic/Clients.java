package io.rhumb.rehearsal.traffic;

import io.rhumb.rehearsal.stage.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Who asks: in each region a load, and in the first one curl and Google's SDK too. About 65 requests a second in all, so that two cores
 * which run all of this do not queue. For one thread.
 */
public final class Clients implements AutoCloseable {

  private static final double MOST = 30;
  private static final double OTHERS = 12;
  private static final double CURL = 2;
  private static final double SDK = 5;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Flow> flows = new ArrayList<>();

  /** Clients of these regions. */
  public Clients(List<Region> regions) {
    Region first = regions.get(0);
    regions.forEach(region -> add(region, region.equals(first) ? MOST : OTHERS));
    String base = base(first);
    flows.add(new Flow(new Curl(base, threads), first, CURL));
    flows.add(new Flow(new VertexSdk(base, threads), first, SDK));
  }

  /** Clients in another region. */
  public void add(Region region) {
    add(region, OTHERS);
  }

  /** All of them ask for a model from now on. */
  public Traffic begin(String model) {
    return Traffic.begin(flows, model);
  }

  @Override
  public void close() {
    flows.forEach(flow -> flow.client().close());
    threads.shutdownNow();
  }

  private void add(Region region, double perSecond) {
    flows.add(new Flow(new HttpLoad(base(region)), region, perSecond));
  }

  private static String base(Region region) {
    return "http://" + region.edgeAddress() + ":80";
  }
}
