package io.rhumb.simulator.scenario;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Scenarios as a person asks for them. */
public final class ScenarioChoice {

  private ScenarioChoice() {}

  /**
   * Finds scenarios. Blocks where files are read.
   *
   * @param wanted {@code all} of those that are shipped; one of them by its name, with or without hyphens ({@code brownout}); or a file
   *     whose name ends in {@code .yaml} or {@code .yml}
   * @return in that order, each once
   * @throws IllegalArgumentException if there is no such scenario or file, or a file holds none
   */
  public static List<Scenario> of(List<String> wanted) {
    return wanted.stream().flatMap(one -> find(one).stream()).distinct().toList();
  }

  private static List<Scenario> find(String wanted) {
    if (wanted.equals("all")) {
      return ScenarioSuite.all();
    }
    return List.of(
        wanted.endsWith(".yaml") || wanted.endsWith(".yml") ? read(wanted) : shipped(wanted));
  }

  private static Scenario shipped(String wanted) {
    return ScenarioSuite.names().stream()
        .filter(name -> plain(name).equals(plain(wanted)))
        .findFirst()
        .map(ScenarioSuite::byName)
        .orElseThrow(() -> Check.invalid(
            "scenario",
            wanted,
            "all, FILE.yaml, or one of " + String.join(", ", ScenarioSuite.names())));
  }

  private static String plain(String name) {
    return name.replace("-", "");
  }

  private static Scenario read(String file) {
    try {
      return ScenarioReader.read(Files.readString(Path.of(file)));
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException(file + ": no such file", missing);
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException(file + ": not text (expected: UTF-8)", notText);
    } catch (IOException failure) {
      throw new IllegalArgumentException(file + ": cannot be read: " + failure, failure);
    } catch (IllegalArgumentException invalid) {
      // A mistake of SnakeYAML's comes with an excerpt of several lines.
      throw new IllegalArgumentException(
          file + ": " + String.valueOf(invalid.getMessage()).replaceAll("\\s*\\R\\s*", " "),
          invalid);
    }
  }
}
