package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, as it is written. */
final class AccessConfigTest {

  private static final String KEY = "rhumb_S0meKeyThatNobodyElseHas-0123456789_abcdefg";
  private static final String HASH =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String OTHER =
      "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";
  private static final String HASH_EXPECTED =
      "… (expected: the SHA-256 of a key in 64 hexadecimal digits, as rhumb key prints it; never the key itself)";

  @TempDir
  private Path directory;

  private static AccessConfig access(String text) {
    return Yaml.parse(Yaml.LEAST + "access: " + text + "\n").access();
  }

  private static List<String> problems(String text) {
    return Yaml.problems(Yaml.LEAST + "access: " + text + "\n").stream()
        .map(problem -> problem.replaceFirst("^line \\d+: ", ""))
        .toList();
  }

  @Test
  void none_isTheDefault() {
    assertThat(Yaml.parse(Yaml.LEAST).access()).isEqualTo(AccessConfig.NONE);
    assertThat(access("none")).isEqualTo(AccessConfig.NONE);
  }

  @Test
  void keys_areRead() {
    assertThat(access("{keys: [{id: a, sha256: " + HASH.toUpperCase(Locale.ROOT)
                + ", models: [m], regions: [r, s]}, {id: b, sha256: [\"" + OTHER + "\"]}]}")
            .keys())
        .containsExactly(
            new ApiKeyConfig("a", List.of(HASH), List.of("m"), List.of("r", "s")),
            new ApiKeyConfig("b", List.of(OTHER), List.of(), List.of()));
  }

  @Test
  void operator_isRead() {
    assertThat(access("{keys: [{id: a, sha256: " + HASH + ", operator: true}]}").keys())
        .containsExactly(new ApiKeyConfig("a", List.of(HASH), List.of(), List.of(), true));
  }

  @Test
  void publicManagement_needsAKeyOfAnOperator() {
    String wanted = "management.public: true (expected: false, or a key in access.keys that says"
        + " operator: true)";
    String management = "management: {public: true}\n";
    String key = "access: {keys: [{id: a, sha256: " + HASH;
    assertThat(Yaml.problems(management + Yaml.LEAST)).containsExactly("line 1: " + wanted);
    assertThat(Yaml.problems(management + key + "}]}\n" + Yaml.LEAST))
        .containsExactly("line 1: " + wanted);
    assertThat(Yaml.parse(management + key + ", operator: true}]}\n" + Yaml.LEAST)
            .management()
            .onPublicPort())
        .isTrue();
  }

  @Test
  void file_isRead_withoutItsRemarks() throws IOException {
    Path file = write("# since 2026\r\n\n  " + HASH + "\r\n" + OTHER);
    assertThat(access("{keys: [{id: a, file: \"" + file + "\"}]}").keys())
        .containsExactly(new ApiKeyConfig("a", List.of(HASH, OTHER), List.of(), List.of()));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("hashes"), text);
  }

  @Test
  void idTokens_haveGooglesDefaults() {
    assertThat(
            access("{id-tokens: {audience: [a], principals: [Ann@Example.com, \"*@b.example\"]}}"))
        .isEqualTo(new AccessConfig(
            List.of(),
            Optional.of(new IdTokensConfig(
                List.of("a"),
                List.of("ann@example.com", "*@b.example"),
                "https://accounts.google.com",
                URI.create("https://www.googleapis.com/oauth2/v3/certs")))));
  }

  /** Each has the key where something else belongs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        KEY,
        "[" + KEY + "]",
        "{keys: " + KEY + "}",
        "{keys: [" + KEY + "]}",
        "{keys: [{id: a, sha256: " + KEY + "}]}",
        "{keys: [{id: a, sha256: [" + KEY + "]}]}",
        "{keys: [{id: a, sha256: {x: " + KEY + "}}]}",
        "{keys: [{id: a, file: " + KEY + "}]}",
        "{keys: [{id: " + KEY + ", sha256: " + HASH + "}]}",
        "{keys: [{id: a, sha256: " + HASH + ", models: [" + KEY + "]}]}",
        "{keys: [{id: a, sha256: " + HASH + ", models: " + KEY + "}]}",
        "{keys: [{id: a, sha256: " + HASH + ", regions: [" + KEY + "]}]}",
        "{keys: [{id: a, key: " + KEY + ", sha256: " + HASH + "}]}",
        "{id-tokens: " + KEY + "}",
        "{id-tokens: {audience: [a], principals: [" + KEY + "]}}",
        "{id-tokens: {audience: [a], principals: [a@b.example], keys-url: " + KEY + "}}"
      })
  void key_whereSomethingElseBelongs_isAProblem_andNotShown(String text) {
    assertThat(problems(text)).isNotEmpty().allSatisfy(problem -> assertThat(problem)
        .startsWith("access")
        .doesNotContain(KEY.substring(6)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "0123",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0"
      })
  void hashThatIsNone_isAProblem_andNotShown(String hash) {
    assertThat(problems("{keys: [{id: a, sha256: " + hash + "}]}"))
        .containsExactly("access.keys[0].sha256: " + HASH_EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a remark", KEY, "0123", "0123456789abcdef -"})
  void fileWithSomethingElse_isAProblem_andNotShown(String content) throws IOException {
    Path file = write(content);
    assertThat(problems("{keys: [{id: a, file: \"" + file + "\"}]}"))
        .containsExactly(
            "access.keys[0].file: \"" + file
                + "\" (expected: a file with one SHA-256 of a key in each line, in 64 hexadecimal digits; never the key itself)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nobody                         | access: nobody (expected: none, or a map with keys, id-tokens or both)
          {}                             | access: a map (expected: none, or a map with keys, id-tokens or both)
          {key: []}                      | access.key: unknown key (did you mean keys?)
          {keys: []}                     | access.keys: a list (expected: a list of at least one key, each with id and sha256 or file)
          {keys: [{id: a}]}              | access.keys[0]: a map (expected: exactly one of sha256 and file)
          {id-tokens: {audience: []}}    | access.id-tokens.audience: a list (expected: a list of at least one audience)
          {id-tokens: {audience: [a]}}   | access.id-tokens.principals: missing (expected: a list of at least one principal, such as [a@example.com])
          """)
  void shapeThatIsWrong_isAProblem(String text, String problem) {
    assertThat(problems(text)).contains(problem);
  }

  @Test
  void modelThatThereIsNot_isAProblem() {
    assertThat(problems("{keys: [{id: a, sha256: " + HASH + ", models: [m, n]}]}"))
        .containsExactly("access.keys[0].models[1]: n (expected: one of m)");
  }

  @Test
  void twoOfAKind_areAProblem() {
    String entry = "{id: a, sha256: " + HASH + "}";
    assertThat(problems("{keys: [" + entry + ", " + entry + "]}"))
        .containsExactly(
            "access.keys[1].id: a (expected: another id than that of access.keys[0])",
            "access.keys[1]: one key twice (expected: each once; it stands in access.keys[0] too)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "ann",
        "@example.com",
        "ann@example",
        "a*@example.com",
        "*@*.example.com",
        "*@gmail.com",
        "*@GoogleMail.com",
        "*@developer.gserviceaccount.com",
        "*@gserviceaccount.com",
        "*@gcp-sa-aiplatform.iam.gserviceaccount.com"
      })
  void principalThatIsNobody_orEverybody_isAProblem(String principal) {
    assertThat(problems("{id-tokens: {audience: [a], principals: [\"" + principal + "\"]}}"))
        .singleElement()
        .asString()
        .startsWith("access.id-tokens.principals[0]: \"" + principal + "\" (expected: an address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/certs",
        "http://127.0.0.1.example.com/certs",
        "http://localhost@example.com/",
        "https://user:secret@example.com/",
        "https:///certs",
        "ftp://localhost/certs",
        "certs"
      })
  void keysUrlThatAnybodyCouldChange_isAProblem(String url) {
    assertThat(problems(
            "{id-tokens: {audience: [a], principals: [a@b.example], keys-url: \"" + url + "\"}}"))
        .singleElement()
        .asString()
        .startsWith("access.id-tokens.keys-url: ")
        .contains("(expected: an https URL")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:80/a", "http://[::1]:80/", "http://localhost", "https://a/b?c"})
  void keysUrlOfThisMachine_orEncrypted_isRead(String url) {
    assertThat(access("{id-tokens: {audience: [a], principals: [a@b.example], keys-url: \"" + url
                + "\"}}")
            .idTokens())
        .hasValueSatisfying(tokens -> assertThat(tokens.keysUrl()).isEqualTo(URI.create(url)));
  }

  @Test
  void records_refuseWhatCannotBe_withoutShowingIt() {
    assertThatThrownBy(() -> new ApiKeyConfig("a", List.of(KEY), List.of(), List.of()))
        .hasMessage("hashes: … (expected: 64 hexadecimal digits)");
    assertThatThrownBy(() -> new ApiKeyConfig("a", List.of(), List.of(), List.of()))
        .hasMessageContaining("at least one");
    ApiKeyConfig key = new ApiKeyConfig("a", List.of(HASH), List.of(), List.of());
    assertThatThrownBy(() -> new AccessConfig(List.of(key, key), Optional.empty()))
        .hasMessageContaining("distinct ids");
    assertThat(key).hasToString("key a");
  }
}
