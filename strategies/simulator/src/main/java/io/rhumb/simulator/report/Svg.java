package io.rhumb.simulator.report;

import java.util.Locale;

/** Writes the text of an SVG. Coordinates are pixels; numbers are rounded to a tenth of one. For one thread. */
public final class Svg {

  private final StringBuilder text = new StringBuilder();

  /** Empty. */
  public Svg() {}

  /** Adds an element without content; attributes are pairs of name and value. */
  public Svg shape(String element, Object... attributes) {
    open(element, attributes);
    text.setLength(text.length() - 2);
    text.append("/>\n");
    return this;
  }

  /** Adds an element with text in it. */
  public Svg add(String element, String content, Object... attributes) {
    open(element, attributes);
    text.setLength(text.length() - 1);
    text.append(escape(content)).append("</").append(element).append(">\n");
    return this;
  }

  /** Begins an element. */
  public Svg open(String element, Object... attributes) {
    text.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escape(value(attributes[i + 1]))).append('"');
    }
    text.append(">\n");
    return this;
  }

  /** Ends an element. */
  public Svg close(String element) {
    text.append("</").append(element).append(">\n");
    return this;
  }

  /** Adds text on a line. */
  public Svg text(double x, double y, String style, String content) {
    return add("text", content, "x", x, "y", y, "class", style);
  }

  /** Adds a straight line. */
  public Svg line(double x1, double y1, double x2, double y2, String style) {
    return shape("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", style);
  }

  /** Adds a rectangle. */
  public Svg box(double x, double y, double width, double height, String style) {
    return shape("rect", "x", x, "y", y, "width", width, "height", height, "class", style);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String value(Object value) {
    return value instanceof Double number ? coordinate(number) : String.valueOf(value);
  }

  static String coordinate(double value) {
    String rounded = String.format(Locale.ROOT, "%.1f", value);
    return rounded.endsWith(".0") ? rounded.substring(0, rounded.length() - 2) : rounded;
  }

  /** XML knows no control characters, not even escaped ones. */
  private static String escape(String content) {
    return content
        .replaceAll("[\\p{Cntrl}&&[^\\n]]|[\\uFFFE\\uFFFF\\p{Cs}]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
