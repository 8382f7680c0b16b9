package io.rhumb.gateway.config;

import java.util.Optional;

/** Reads one target of a model. */
final class TargetReader {

  private final ReadContext context;
  private final Problems problems;
  private final TargetDefaults defaults;

  TargetReader(ReadContext context, TargetDefaults defaults) {
    this.context = context;
    this.problems = context.problems();
    this.defaults = defaults;
  }

  /** The target; empty, with problems, if anything is wrong with it. */
  Optional<TargetConfig> read(ConfigNode node) {
    int before = problems.count();
    return Section.of(node, Keys.IN_TARGET, problems)
        .flatMap(this::read)
        .filter(target -> problems.count() == before);
  }

  private Optional<TargetConfig> read(Section section) {
    String region = section.read(Keys.REGION, Names.region());
    String id = section.find(Keys.ID, Names.target()).orElse(region);
    TargetDefaults own = defaults.overriddenBy(section, context);
    return section
        .read(Keys.KIND, TargetKind.type())
        .map(kind -> read(section, kind, id, region, own));
  }

  private TargetConfig read(
      Section section, TargetKind kind, String id, String region, TargetDefaults own) {
    refuseMisplaced(section, kind);
    return kind == TargetKind.URL
        ? new UrlTarget(section, problems).read(id, region, own)
        : new VertexTarget(section, problems, kind).read(id, region, own);
  }

  private void refuseMisplaced(Section section, TargetKind kind) {
    for (Key key : Keys.IN_TARGET) {
      if (!kind.keys().contains(key)) {
        section
            .node(key)
            .ifPresent(node -> problems.add(
                node.line(),
                node.path(),
                "misplaced (expected: only with kind " + TargetKind.knowing(key) + ")"));
      }
    }
  }
}
