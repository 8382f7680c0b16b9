package io.rhumb.rehearsal.stage;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration of a region's gateway: as a deployment's, but for the addresses. */
final class GatewayConfig {

  static final String TOKEN = "a-token-of-the-rehearsal";
  static final String PROJECT = "demo-project";
  static final String PROJECT_NUMBER = "123456789";
  static final int PORT = 8080;
  static final int MANAGEMENT_PORT = 9090;

  private GatewayConfig() {}

  /**
   * Its text.
   *
   * @param local where the gateway runs
   * @param regions where the targets are
   */
  static String text(Region local, List<Region> regions, List<Model> models) {
    return """
        local-region: %s
        server: {port: %d}
        management: {host: %s, port: %d}
        reload: {scan: 500ms}
        project: %s
        project-number: "%s"
        trust: {pem: psc.pem}
        credential: {token-file: token}
        default-model: %s
        models:
        %s"""
        .formatted(
            local.name(),
            PORT,
            local.gatewayOperatorAddress(),
            MANAGEMENT_PORT,
            PROJECT,
            PROJECT_NUMBER,
            models.get(0).name(),
            models.stream()
                .map(model -> entry(model, local.nearest(regions)))
                .collect(Collectors.joining()));
  }

  private static String entry(Model model, List<Region> regions) {
    return """
          %s:
            strategy: %s
            attempts: %d
            timeout: 10s
            attempt-timeout: 2s
            targets:
        %s"""
        .formatted(
            model.name(),
            model.strategy(),
            model.attempts(),
            regions.stream().map(GatewayConfig::target).collect(Collectors.joining()));
  }

  private static String target(Region region) {
    return "      - {region: %s, kind: psc, address: %s, endpoint: \"%s\"}%n"
        .formatted(region.name(), region.pscAddress(), region.endpoint());
  }
}
