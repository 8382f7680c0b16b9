package io.rhumb.gateway.config;

import java.util.Optional;

/** A target of one of the kinds that are endpoints of Vertex AI. */
final class VertexTarget {

  private static final String PEM_EXPECTED =
      "{pem: FILE} or insecure; the certificate of a PSC endpoint is self-signed, no system knows it";

  private final Section section;
  private final Problems problems;
  private final TargetKind kind;

  VertexTarget(Section section, Problems problems, TargetKind kind) {
    this.section = section;
    this.problems = problems;
    this.kind = kind;
  }

  TargetConfig read(String id, String region, TargetDefaults defaults) {
    String project =
        defaults.project().name().orElseGet(() -> missing(Keys.PROJECT, Names.project()));
    Resource resource = new VertexResource(section, problems, kind).read(project, region);
    Optional<String> configured = section.find(Keys.SERVER_NAME, Hosts.host());
    String serverName =
        configured.orElseGet(() -> serverName(resource, region, defaults.project()));
    refuseSystemTrust(configured.isPresent(), defaults.trust());
    return new TargetConfig(
        id,
        region,
        address(serverName),
        section.read(Keys.TARGET_PORT, Quantities.port()),
        true,
        serverName,
        resource,
        defaults.trust(),
        defaults.credential());
  }

  private String address(String serverName) {
    return kind == TargetKind.PSC
        ? section.read(Keys.ADDRESS, Hosts.host())
        : section.find(Keys.ADDRESS, Hosts.host()).orElse(serverName);
  }

  private String serverName(Resource resource, String region, Project project) {
    if (kind == TargetKind.PUBLIC || !(resource instanceof Resource.Endpoint one)) {
      return api(region);
    }
    String endpoint = one.id();
    String number =
        project.number().orElseGet(() -> missing(Keys.PROJECT_NUMBER, Names.projectNumber()));
    String name = kind == TargetKind.PSC
        ? endpoint + "-" + region + "-" + number + ".prediction.p.vertexai.goog"
        : endpoint + "." + region + "-" + number + ".prediction.vertexai.goog";
    if (!Hosts.isHost(name)) {
      problems.missing(
          section.map(), Keys.SERVER_NAME.name(), "given, since no DNS name can be " + name);
    }
    return name;
  }

  /**
   * The server of the API of a location, which can be more than a region.
   *
   * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/learn/locations">the names of the global and the multi-region
   *     endpoints</a>
   */
  private static String api(String location) {
    return switch (location) {
      case "global" -> "aiplatform.googleapis.com";
      case "eu", "us" -> "aiplatform." + location + ".rep.googleapis.com";
      default -> location + "-aiplatform.googleapis.com";
    };
  }

  private String missing(Key key, ScalarType<String> type) {
    problems.missing(
        section.map(), key.name(), "here or at the top of the file, " + type.expected());
    return type.standIn();
  }

  private void refuseSystemTrust(boolean ownName, TrustConfig trust) {
    if (kind == TargetKind.PSC && !ownName && trust instanceof TrustConfig.SystemTrust) {
      section
          .node(Keys.TRUST)
          .ifPresentOrElse(
              node -> problems.invalid(node, PEM_EXPECTED),
              () -> problems.missing(
                  section.map(),
                  Keys.TRUST.name(),
                  "here or at the top of the file, " + PEM_EXPECTED));
    }
  }
}
