package io.rhumb.simulator.report;

/** The name of a strategy where there is little room: cut if need be, and then whole where a pointer rests on it. */
final class ShortName {

  /** How wide a bold letter of 12 pixels is, on average: no text is measured here. */
  private static final double LETTER = 7.1;

  private ShortName() {}

  static void draw(Svg svg, double x, double y, StrategyReport strategy, double width) {
    String style = strategy.oracle() ? "dim" : "strong";
    String name = strategy.name();
    int most = (int) (width / LETTER);
    svg.open("g").add("title", name);
    svg.text(x, y, style, name.length() <= most ? name : name.substring(0, most - 3) + "...");
    svg.close("g");
  }
}
