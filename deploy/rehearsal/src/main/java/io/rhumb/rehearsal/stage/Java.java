package io.rhumb.rehearsal.stage;

import java.nio.file.Path;
import java.util.List;

/** The Java that runs this. */
final class Java {

  /** The processes live for minutes, on few cores. */
  static final List<String> MODEST =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m");

  private Java() {}

  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
