package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax, before any key is looked at. */
final class YamlDocumentTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a remark\n", "---\n...\n"})
  void nothing_isOneProblem(String text) {
    assertThat(Yaml.problems(text)).hasSize(1).first().asString().contains("models");
  }

  @Test
  void empty_saysSo() {
    assertThat(Yaml.problems("# remark"))
        .containsExactly("empty (expected: a map with at least the key models)");
  }

  @Test
  void list_isNotAMap() {
    assertThat(Yaml.problems("- models"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("line 1: a list (expected: a map with the keys");
  }

  @Test
  void duplicateKey_isAProblemWithBothLines() {
    assertThat(Yaml.problems("server:\n  port: 1\n  host: h\n  port: 2\n" + Yaml.LEAST))
        .containsExactly("line 4: server.port: duplicate key (first on line 2)");
  }

  @Test
  void malformed_hasLineAndColumn() {
    assertThat(Yaml.problems("models:\n  m: [1, 2\n"))
        .containsExactly(
            "line 3: column 1: not YAML: while parsing a flow sequence, expected ',' or ']', but got <stream end>");
    assertThat(Yaml.problems("a: b: c\n"))
        .containsExactly("line 1: column 5: not YAML: mapping values are not allowed here");
  }

  @Test
  void versionThatIsNoNumber_isAProblem() {
    assertThat(Yaml.problems("%YAML 99999999999999999999.1\n---\na: b\n"))
        .containsExactly("not YAML: a %YAML directive whose version is no number");
  }

  @Test
  void tab_hasLineAndColumn() {
    assertThat(Yaml.problems("models:\n\tm: 1\n"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("line 2: column 1: not YAML: ");
  }

  @Test
  void secondDocument_isAProblem() {
    assertThat(Yaml.problems(Yaml.LEAST + "---\n" + Yaml.LEAST))
        .containsExactly(
            "line 5: column 1: not YAML: expected a single document in the stream, but found another document");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!str us", "!custom us"})
  void tag_isAProblem(String value) {
    assertThat(Yaml.problems("local-region: " + value + "\n" + Yaml.LEAST))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("line 1: local-region: tag ")
        .endsWith(" (expected: none)");
  }

  @Test
  void tagOfAClass_isAProblem() {
    assertThat(Yaml.problems("local-region: !!java.net.URL us\n" + Yaml.LEAST))
        .containsExactly(
            "line 1: column 15: not YAML: Global tag is not allowed: tag:yaml.org,2002:java.net.URL");
  }

  @Test
  void listAsAKey_isAProblem() {
    assertThat(Yaml.problems("? [a, b]\n: c\n" + Yaml.LEAST))
        .containsExactly("line 1: a list or map as a key (expected: text)");
  }

  @Test
  void controlCharacter_isAProblemWithItsLine() {
    assertThat(Yaml.problems("# fine\nserver: \u0001\n"))
        .containsExactly("line 2: U+0001 (expected: a printable character)");
  }

  @Test
  void byteOrderMark_isSkipped() {
    assertThat(Yaml.problems("\uFEFF" + Yaml.LEAST)).isEmpty();
  }

  @Test
  void alias_isFollowed() {
    String text =
        """
        trust: &any insecure
        models:
          m:
            targets:
              - {region: r, kind: url, url: "https://h", trust: *any}
        """;
    assertThat(Yaml.parse(text).models().get("m").targets().get(0).trust())
        .isEqualTo(new TrustConfig.InsecureTrust());
  }

  @Test
  void mergeKey_isAnUnknownKey() {
    assertThat(Yaml.problems("server: &s {port: 1}\nmanagement: {<<: *s}\n" + Yaml.LEAST))
        .containsExactly(
            "line 2: management.<<: unknown key (expected: one of host, port, public, hosts)");
  }

  @Test
  void billionLaughs_isTooLarge() {
    String levels = IntStream.range(1, 25)
        .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
        .collect(Collectors.joining());
    assertThat(Yaml.problems("a0: &a0 [x]\n" + levels))
        .hasSize(1)
        .first()
        .asString()
        .contains("too large");
  }

  @Test
  void manyAliases_areRefused() {
    String uses = IntStream.range(0, 100).mapToObj(i -> "*a").collect(Collectors.joining(", "));
    assertThat(Yaml.problems("a: &a [x]\nb: [" + uses + "]\n"))
        .hasSize(1)
        .first()
        .asString()
        .contains("aliases");
  }

  @Test
  void aliasOfItself_isTooLarge() {
    assertThat(Yaml.problems("models: &m [*m, *m]\n"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("line 1: too large");
  }

  @Test
  void deepNesting_isRefused() {
    assertThat(Yaml.problems("models: " + "[".repeat(40) + "]".repeat(40)))
        .hasSize(1)
        .first()
        .asString()
        .contains("too large");
    assertThat(Yaml.problems("models: " + "[".repeat(10_000))).hasSize(1);
  }

  @Test
  void hugeText_isRefused() {
    assertThat(Yaml.problems("#".repeat((1 << 20) + 1)))
        .isEqualTo(List.of("1048577 characters (expected: at most 1048576)"));
  }
}
