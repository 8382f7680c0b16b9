package io.rhumb.gateway.config;

/** What a target of one of Vertex AI's kinds serves: an endpoint or a publisher's model. */
final class VertexResource {

  private final Section section;
  private final Problems problems;
  private final TargetKind kind;

  VertexResource(Section section, Problems problems, TargetKind kind) {
    this.section = section;
    this.problems = problems;
    this.kind = kind;
  }

  Resource read(String project, String region) {
    if (mayBePublished() && section.has(Keys.PUBLISHER_MODEL)) {
      refuse(Keys.ENDPOINT, "either endpoint or publisher-model");
      refuse(Keys.DEPLOYED_MODEL, "only with endpoint");
      refuse(Keys.BODY_MODEL, "only with endpoint or url; that of a publisher-model is its name");
      return publisherModel(
          project, region, section.read(Keys.PUBLISHER_MODEL, Names.publisherModel()));
    }
    return new Resource.Endpoint(
        project,
        region,
        endpoint(),
        section.find(Keys.DEPLOYED_MODEL, Names.deployedModel()),
        section.find(Keys.BODY_MODEL, Names.bodyModel()));
  }

  private boolean mayBePublished() {
    return kind.keys().contains(Keys.PUBLISHER_MODEL);
  }

  private String endpoint() {
    ScalarType<String> type = Names.endpoint();
    if (mayBePublished() && !section.has(Keys.ENDPOINT)) {
      problems.missing(
          section.map(),
          Keys.ENDPOINT.name(),
          type.expected() + "; or " + Keys.PUBLISHER_MODEL.name());
      return type.standIn();
    }
    return section.read(Keys.ENDPOINT, type);
  }

  private static Resource.PublisherModel publisherModel(
      String project, String region, String name) {
    int slash = name.indexOf('/');
    return new Resource.PublisherModel(
        project, region, name.substring(0, slash), name.substring(slash + 1));
  }

  private void refuse(Key key, String expected) {
    section
        .node(key)
        .ifPresent(node ->
            problems.add(node.line(), node.path(), "misplaced (expected: " + expected + ")"));
  }
}
