package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and variables that a configuration names. */
final class TrustAndCredentialTest {

  private static final String CREDENTIALS =
      "(expected: application-default, none, {token-file: FILE}, {header: {name: NAME, env: VARIABLE}} or"
          + " {header: {name: NAME, file: FILE}})";

  @TempDir
  private Path directory;

  @Test
  void pem_withCertificates_isTrusted() throws Exception {
    Path pem = write("ca.pem", "remark\n" + certificate() + "another remark\n" + certificate());
    assertThat(target("trust: {pem: " + pem + "}").trust())
        .isEqualTo(TrustConfig.PemTrust.read(pem));
  }

  @Test
  void pem_ofTheTop_holdsForEveryTarget() throws Exception {
    Path pem = write("ca.pem", certificate());
    GatewayConfig config = ConfigFile.parse(
        "test", "trust: {pem: " + pem + "}\n" + Yaml.LEAST.replace("http:", "https:"), Map.of());
    assertThat(config.models().get("m").targets().get(0).trust())
        .isEqualTo(TrustConfig.PemTrust.read(pem));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no certificate",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
      })
  void pem_withoutCertificate_isAProblem(String content) throws IOException {
    Path pem = write("ca.pem", content);
    assertThat(problems("trust: {pem: " + pem + "}"))
        .containsExactly("line 4: models.m.targets[0].trust.pem: " + pem
            + " (expected: a PEM file with at least one certificate, and no broken one)");
  }

  @Test
  void pem_absent_isAProblem() {
    assertThat(problems("trust: {pem: " + directory + "/none.pem}"))
        .containsExactly("line 4: models.m.targets[0].trust.pem: " + directory
            + "/none.pem (expected: a file; there is none)");
  }

  @Test
  void pem_nothing_isAProblem() {
    assertThat(problems("trust: {pem: }"))
        .containsExactly("line 4: models.m.targets[0].trust.pem: nothing (expected: a file)");
  }

  @Test
  void credential_words() {
    assertThat(target("credential: none").credential())
        .isEqualTo(new CredentialConfig.NoCredential());
    assertThat(target("credential: application-default").credential())
        .isEqualTo(new CredentialConfig.ApplicationDefault());
  }

  @Test
  void credential_misspelt_isShown() {
    assertThat(problems("credential: aplication-default"))
        .containsExactly(
            "line 4: models.m.targets[0].credential: aplication-default " + CREDENTIALS);
  }

  @Test
  void credential_thatMayBeASecret_isNotShown() {
    assertThat(problems("credential: ya29.a0AfH6SM"))
        .containsExactly("line 4: models.m.targets[0].credential: … " + CREDENTIALS);
  }

  @Test
  void tokenFile() throws IOException {
    Path file = write("token", "secret");
    assertThat(target("credential: {token-file: " + file + "}").credential())
        .isEqualTo(new CredentialConfig.TokenFile(file));
  }

  @Test
  void tokenFile_thatIsADirectory_isAProblem() {
    assertThat(problems("credential: {token-file: " + directory + "}"))
        .containsExactly("line 4: models.m.targets[0].credential.token-file: " + directory
            + " (expected: a file; it is something else)");
  }

  @Test
  void header_fromAFile() throws IOException {
    Path file = write("key", "secret");
    assertThat(target("credential: {header: {name: X-Api-Key, file: " + file + "}}")
            .credential())
        .isEqualTo(new CredentialConfig.HeaderFromFile("X-Api-Key", file));
  }

  @Test
  void header_fromTheEnvironment() {
    assertThat(target(
                "credential: {header: {name: X-Api-Key, env: API_KEY}}",
                Map.of("API_KEY", "s e cret"))
            .credential())
        .isEqualTo(new CredentialConfig.HeaderFromEnvironment("X-Api-Key", "API_KEY"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\r\nHost: b", "trailing\n", "schlüssel"})
  void header_fromAnUnusableVariable_isAProblemThatDoesNotShowIt(String value) {
    assertThat(problems("credential: {header: {name: X, env: API_KEY}}", Map.of("API_KEY", value)))
        .containsExactly("line 4: models.m.targets[0].credential.header.env: API_KEY"
            + " (expected: an environment variable that is set to what a header can carry)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-length",
        "Transfer-Encoding",
        "connection",
        "a:b",
        "x\u00e9",
        "a/b"
      })
  void header_withAnImpossibleName_isAProblem(String name) {
    assertThat(
            problems("credential: {header: {name: '" + name + "', env: KEY}}", Map.of("KEY", "v")))
        .containsExactly(
            "line 4: models.m.targets[0].credential.header.name: \"" + name
                + "\" (expected: a header's name that is not one of those that frame or route a request)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{token-file: /etc/hosts, header: {name: X, env: KEY}}"})
  void credential_withNoneOrSeveral_isAProblem(String credential) {
    assertThat(problems("credential: " + credential))
        .containsExactly(
            "line 4: models.m.targets[0].credential: a map (expected: exactly one of token-file and header)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{name: X}", "{name: X, env: KEY, file: /etc/hosts}"})
  void header_withNoneOrSeveralSources_isAProblem(String header) {
    assertThat(problems("credential: {header: " + header + "}"))
        .containsExactly(
            "line 4: models.m.targets[0].credential.header: a map (expected: exactly one of env and file)");
  }

  @Test
  void header_withALiteralValue_isAProblemThatDoesNotShowIt() {
    assertThat(problems("credential: {header: {name: X, value: s3cret}}"))
        .hasSize(2)
        .noneMatch(problem -> problem.contains("s3cret"));
  }

  private TargetConfig target(String key) {
    return target(key, Map.of());
  }

  private TargetConfig target(String key, Map<String, String> environment) {
    return ConfigFile.parse("test", text(key), environment)
        .models()
        .get("m")
        .targets()
        .get(0);
  }

  private List<String> problems(String key) {
    return problems(key, Map.of());
  }

  private List<String> problems(String key, Map<String, String> environment) {
    try {
      ConfigFile.parse("test", text(key), environment);
      return List.of();
    } catch (InvalidConfigException e) {
      return e.problems();
    }
  }

  private static String text(String key) {
    return "models:\n  m:\n    targets:\n      - {region: r, kind: url, url: 'https://h', " + key
        + "}\n";
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static String certificate() throws Exception {
    return new CertificateBuilder()
        .subject("CN=test")
        .setIsCertificateAuthority(true)
        .buildSelfSigned()
        .getCertificatePEM();
  }
}
