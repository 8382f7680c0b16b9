package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code conf/gateway.schema.json} knows the keys and the defaults that the reader knows. */
final class GatewaySchemaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "server.",
        "management.",
        "upstream.",
        "plugins.",
        "reload.",
        "access.",
        "logs.",
        "traces.",
        "key.",
        "id-tokens.",
        "model.",
        "residency.",
        "budget.",
        "target.",
        "trust.",
        "credential.",
        "header."
      })
  void section_hasTheKeysOfTheReader(String prefix) throws IOException {
    JsonObject section = section(prefix);
    assertThat(section.getJsonObject("properties").fieldNames())
        .containsExactlyInAnyOrderElementsOf(Schema.names(prefix));
    assertThat(section.getBoolean("additionalProperties")).isFalse();
  }

  @Test
  void defaults_areThoseOfTheReader() throws IOException {
    for (var entry : Schema.keys().entrySet()) {
      int end = entry.getKey().lastIndexOf('.') + 1;
      Key key = entry.getValue();
      JsonObject property = resolve(section(entry.getKey().substring(0, end))
          .getJsonObject("properties")
          .getJsonObject(key.name()));
      Object told = property.getValue("default");
      assertThat(told == null ? null : told.toString())
          .as(entry.getKey())
          .isEqualTo(key.standard().orElse(null));
    }
  }

  @Test
  void patterns_areLegal_andMatchTheirDefaults() throws IOException {
    for (String path : Schema.keys().keySet()) {
      int end = path.lastIndexOf('.') + 1;
      JsonObject property = section(path.substring(0, end))
          .getJsonObject("properties")
          .getJsonObject(path.substring(end));
      if (property.containsKey("pattern") && property.containsKey("default")) {
        assertThat(property.getString("default"))
            .matches(Pattern.compile(property.getString("pattern")));
      }
    }
  }

  private static JsonObject section(String prefix) throws IOException {
    return switch (prefix) {
      case "" -> root();
      case "access.", "traces.", "trust.", "credential." -> map(resolve(definition(prefix)));
      case "header." -> section("credential.").getJsonObject("properties").getJsonObject("header");
      default -> definition(prefix);
    };
  }

  private static JsonObject definition(String prefix) throws IOException {
    return root()
        .getJsonObject("definitions")
        .getJsonObject(prefix.substring(0, prefix.length() - 1));
  }

  private static JsonObject resolve(JsonObject property) throws IOException {
    String reference = property.getString("$ref");
    return reference == null
        ? property
        : root()
            .getJsonObject("definitions")
            .getJsonObject(reference.replace("#/definitions/", ""));
  }

  /** That of the alternatives that is a map. */
  private static JsonObject map(JsonObject property) {
    JsonArray alternatives = property.getJsonArray("anyOf");
    return alternatives.stream()
        .map(JsonObject.class::cast)
        .filter(alternative -> alternative.containsKey("properties"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject root() throws IOException {
    return new JsonObject(Files.readString(Path.of("../conf/gateway.schema.json")));
  }
}
