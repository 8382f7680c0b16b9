package io.rhumb.simulator.report;

import java.util.List;

/**
 * Colours and type. Every colour is readable on both papers, the light and the dark one; those of regions also to the colour-blind
 * (Okabe and Ito, <i>Color Universal Design</i>, 2008, without black; the last two are a guess).
 */
final class PictureStyle {

  static final String CSS =
      """
      text{font-family:system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;font-size:12px;fill:#1f2328}
      .h1{font-size:20px;font-weight:600}.h2{font-size:16px;font-weight:600}.strong{font-weight:600}
      .dim{fill:#59636e}.small{font-size:11px}.end{text-anchor:end}.mid{text-anchor:middle}.bad{fill:#c93c37;font-weight:600}
      .paper{fill:#ffffff}.band{fill:#f3f5f8}.grid{stroke:#d8dee4;stroke-width:1}.axis{stroke:#818b98;stroke-width:1;fill:none}
      .hatch{stroke:#1f2328;stroke-width:1.6;opacity:.42}.edge{stroke:#1f2328;stroke-width:1;stroke-dasharray:3 3;opacity:.7}
      .warm{fill:#ffffff;opacity:.55}.rule{stroke:#d8dee4;stroke-width:1}
      .p50{fill:#3b82f6;stroke:#3b82f6}.p99{fill:#d97706;stroke:#d97706}.p999{fill:#dc4a68;stroke:#dc4a68}
      .range{stroke-width:5;opacity:.35}.span{stroke:#818b98;stroke-width:1.5}
      @media (prefers-color-scheme: dark){
      text{fill:#e6edf3}.dim{fill:#9198a1}.bad{fill:#ff7b72}.paper{fill:#0d1117}.band{fill:#161b22}.grid{stroke:#30363d}
      .rule{stroke:#30363d}.hatch{stroke:#0d1117;opacity:.6}.edge{stroke:#e6edf3}.warm{fill:#0d1117}
      }
      """;

  private static final List<String> REGIONS = List.of(
      "#0072b2", "#e69f00", "#009e73", "#56b4e9", "#d55e00", "#cc79a7", "#f0e442", "#999999",
      "#7b5ea7", "#8c6d46");

  private PictureStyle() {}

  /** After ten they come again. */
  static String region(int index) {
    return REGIONS.get(index % REGIONS.size());
  }
}
