package io.rhumb.gateway.demo;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What the demo prints: what runs where, and what to try next.
 *
 * @param regions started
 * @param config the file that the gateway reads
 * @param port of the predict API
 * @param managementPort the operator's
 */
public record DemoGuide(DemoRegions regions, Path config, int port, int managementPort) {

  private static final String BODY = "'{\"instances\":[[1.0],[2.0],[3.0]]}'";

  /** All of it, at once. */
  public void print(PrintWriter out) {
    out.println();
    out.println("Rhumb demo");
    out.println();
    regions
        .byRegion()
        .forEach((region, stub) -> out.printf(
            "  %-28s https://127.0.0.1:%d (stand-in)%n", "Vertex AI " + region, stub.port()));
    out.printf("  %-28s http://%s (stand-in)%n", "metadata server", regions.metadataHost());
    out.printf("  %-28s http://localhost:%d%n", "gateway, in us-central1", port);
    out.printf(
        "  %-28s http://localhost:%d (/targets, /metrics)%n",
        "its management port", managementPort);
    out.printf("  %-28s http://localhost:%d/console/%n", "its console", managementPort);
    out.printf("  %-28s %s%n", "its configuration", config);
    out.println();
    out.println("Open the console in a browser, or try in another terminal:");
    out.println();
    out.println("  predict:        curl -i -X POST localhost:" + port
        + "/predict -H 'content-type: application/json' -d " + BODY);
    String fault = "localhost:" + managementPort + "/demo/regions/us-central1/fault";
    out.println(
        "  break a region: curl -X PUT " + fault + " -d '{\"kind\":\"status\",\"status\":503}'");
    out.println("  heal it:        curl -X DELETE " + fault);
    out.println();
    out.println("Ctrl-C ends it.");
    out.flush();
  }
}
