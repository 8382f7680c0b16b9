package io.rhumb.gateway.packaged;

import java.util.List;

/** What a process that has ended left behind. */
public record Ended(int exitCode, List<String> out, List<String> err) {

  String outText() {
    return String.join("\n", out);
  }

  String errText() {
    return String.join("\n", err);
  }
}
