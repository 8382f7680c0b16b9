package io.rhumb.gateway.config;

import java.util.ArrayList;
import java.util.List;

/** Reads where a model's data may go. */
final class ResidencyReader {

  private static final String REGIONS =
      "a list of at least one region, such as [europe-west1, europe-west4]";

  private final Problems problems;

  ResidencyReader(Problems problems) {
    this.problems = problems;
  }

  /** That of a model's section. */
  ResidencyConfig read(Section model) {
    Section section = model.section(Keys.RESIDENCY, Keys.IN_RESIDENCY);
    boolean header = section.read(Keys.RESIDENCY_HEADER, Quantities.flag());
    return new ResidencyConfig(regions(section), header);
  }

  private List<String> regions(Section section) {
    ConfigNode node = section.node(Keys.RESIDENCY_REGIONS).orElse(null);
    int before = problems.count();
    List<String> regions = new ArrayList<>();
    if (node instanceof ConfigNode.Items list && !list.items().isEmpty()) {
      list.items().forEach(item -> regions.add(Names.region().read(item, problems)));
    } else if (node != null) {
      problems.invalid(node, REGIONS);
    }
    // A stand-in would put every target outside.
    return problems.count() == before ? regions : List.of();
  }

  /** A target outside would never be asked: whoever wrote both cannot have meant it. */
  void refuseOutside(ResidencyConfig residency, ConfigNode item, TargetConfig target) {
    if (!residency.allows(target.region())) {
      problems.add(
          item.line(),
          item.path() + ".region",
          target.region() + " (expected: one of residency.regions, "
              + String.join(", ", residency.regions()) + ")");
    }
  }
}
