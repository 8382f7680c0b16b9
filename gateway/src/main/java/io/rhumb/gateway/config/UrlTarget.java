package io.rhumb.gateway.config;

/** A target of the kind {@code url}. */
final class UrlTarget {

  private final Section section;
  private final Problems problems;

  UrlTarget(Section section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  TargetConfig read(String id, String region, TargetDefaults defaults) {
    BaseUrl url = section.read(Keys.URL, BaseUrl.type());
    String below = section.find(Keys.PATH, Names.path()).orElse("");
    return new TargetConfig(
        id,
        region,
        section.find(Keys.ADDRESS, Hosts.host()).orElse(url.host()),
        url.port(),
        url.tls(),
        url.host(),
        new Resource.UrlPath(
            PathSyntax.join(url.path(), below), section.find(Keys.BODY_MODEL, Names.bodyModel())),
        trust(url, defaults),
        defaults.credential());
  }

  /** Without TLS there is nothing to trust; a {@code trust} beside such a URL is a misunderstanding. */
  private TrustConfig trust(BaseUrl url, TargetDefaults defaults) {
    if (url.tls()) {
      return defaults.trust();
    }
    section
        .node(Keys.TRUST)
        .ifPresent(node ->
            problems.add(node.line(), node.path(), "misplaced (expected: only with https)"));
    return new TrustConfig.SystemTrust();
  }
}
