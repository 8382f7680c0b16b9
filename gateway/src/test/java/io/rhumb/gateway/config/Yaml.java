package io.rhumb.gateway.config;

import java.util.List;
import java.util.Map;

/** Texts to read, without any environment. */
final class Yaml {

  /** The least that is valid. */
  static final String LEAST =
      """
      models:
        m:
          targets:
            - {region: r, kind: url, url: "http://h"}
      """;

  private Yaml() {}

  static GatewayConfig parse(String text) {
    return ConfigFile.parse("test", text, Map.of());
  }

  /** The target that this flow map is, below a top with a project. */
  static TargetConfig target(String target) {
    return parse(
            """
            project: my-project
            project-number: "42"
            models:
              m:
                targets:
                  - %s
            """
                .formatted(target))
        .models()
        .get("m")
        .targets()
        .get(0);
  }

  /** Every problem of a text; none if it is valid. */
  static List<String> problems(String text) {
    try {
      parse(text);
      return List.of();
    } catch (InvalidConfigException e) {
      return e.problems();
    }
  }
}
