package io.rhumb.gateway;

/** Sets up java.util.logging, which Vert.x and the gateway log to: one line each, on standard error. */
final class Logging {

  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";
  private static final String MANAGER = "java.util.logging.manager";

  private Logging() {}

  /** To be called before the first logger is made. What the user has set stays. */
  static void configure() {
    setUnlessSet(FORMAT, "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
    setUnlessSet(MANAGER, LastingLogManager.class.getName());
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
