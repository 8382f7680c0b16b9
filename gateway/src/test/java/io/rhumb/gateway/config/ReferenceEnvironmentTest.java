package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.pkitesting.CertificateBuilder;
import io.rhumb.strategy.StrategySpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferenceEnvironmentTest {

  private final Map<String, String> environment = new HashMap<>();

  @TempDir
  private Path directory;

  @BeforeEach
  void fill() {
    environment.put("PORT", "8081");
    environment.put("VERTEX_PROJECT_ID", "my-project");
    environment.put("PRIMARY_IP", "10.0.1.2");
    environment.put("PRIMARY_REGION", "us-central1");
    environment.put("PRIMARY_ID", "1111");
    environment.put("BACKUP_IP", "10.0.2.2");
    environment.put("BACKUP_REGION", "us-east4");
    environment.put("BACKUP_ID", "2222");
  }

  @Test
  void all_areOneModelWithTwoTargets() {
    GatewayConfig config = ReferenceEnvironment.read(environment);
    assertThat(config.localRegion()).contains("us-central1");
    assertThat(config.server().port()).isEqualTo(8081);
    assertThat(config.defaultModel()).isEqualTo("default");
    assertThat(config.models())
        .containsExactly(Map.entry(
            "default",
            new ModelConfig(
                "default",
                StrategySpec.of("local-first"),
                Map.of(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                3,
                false,
                List.of(
                    target("us-central1", "10.0.1.2", "1111"),
                    target("us-east4", "10.0.2.2", "2222")))));
  }

  private static TargetConfig target(String region, String address, String endpoint) {
    return new TargetConfig(
        region,
        region,
        address,
        443,
        true,
        endpoint + "-" + region + "-my-project.prediction.p.vertexai.goog",
        new Resource.Endpoint("my-project", region, endpoint),
        new TrustConfig.InsecureTrust(),
        new CredentialConfig.ApplicationDefault());
  }

  @Test
  void port_notSet_isTheDefault() {
    environment.remove("PORT");
    assertThat(ReferenceEnvironment.read(environment).server().port()).isEqualTo(8080);
  }

  @Test
  void regions_theSame_giveDistinctIds() {
    environment.put("BACKUP_REGION", "us-central1");
    assertThat(targets()).extracting(TargetConfig::id).containsExactly("us-central1", "backup");
  }

  @Test
  void serverName_fitsIntoOneLabel() {
    environment.put("VERTEX_PROJECT_ID", "example.com:a-project-with-a-rather-long-name");
    environment.put("PRIMARY_ID", "1234567890123456789");
    assertThat(targets().get(0).serverName())
        .isEqualTo(
            "1234567890123456789-us-central1-example-com-a-project-with-a-ra.prediction.p.vertexai.goog");
    assertThat(targets().get(0).resource())
        .isEqualTo(new Resource.Endpoint(
            "example.com:a-project-with-a-rather-long-name", "us-central1", "1234567890123456789"));
  }

  @Test
  void trust_canBeTheSystem() {
    environment.put("RHUMB_TRUST", "system");
    assertThat(targets())
        .extracting(TargetConfig::trust)
        .containsOnly(new TrustConfig.SystemTrust());
  }

  @Test
  void trust_canBeAPemFile() throws Exception {
    String certificate = new CertificateBuilder()
        .subject("CN=test")
        .setIsCertificateAuthority(true)
        .buildSelfSigned()
        .getCertificatePEM();
    Path pem = Files.writeString(directory.resolve("ca.pem"), certificate);
    environment.put("RHUMB_TRUST", pem.toString());
    assertThat(targets())
        .extracting(TargetConfig::trust)
        .containsOnly(TrustConfig.PemTrust.read(pem));
  }

  @Test
  void trust_inAMissingFile_isAProblem() {
    environment.put("RHUMB_TRUST", "/none.pem");
    assertThat(problems())
        .containsExactly("RHUMB_TRUST: /none.pem (expected: a file; there is none)");
  }

  @Test
  void some_missingOrEmpty_areNamed() {
    environment.remove("PRIMARY_IP");
    environment.put("BACKUP_ID", "");
    assertThat(problems())
        .containsExactly(
            "PRIMARY_IP: missing (expected: set, since others of its group are)",
            "BACKUP_ID: missing (expected: set, since others of its group are)");
  }

  @Test
  void impossibleValues_areReportedAtOnceByTheNamesOfTheirVariables() {
    environment.put("PORT", "http");
    environment.put("VERTEX_PROJECT_ID", "My Project");
    environment.put("PRIMARY_IP", "10.0.1");
    environment.put("PRIMARY_REGION", "US");
    environment.put("PRIMARY_ID", "a/b");
    environment.remove("BACKUP_ID");
    environment.put("BACKUP_IP", "10.0.0.256");
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "PORT: http (expected: a whole number from 0 to 65535)",
            "VERTEX_PROJECT_ID: My Project (expected: a project's id or number, such as my-project)",
            "PRIMARY_IP: 10.0.1 (expected: an IP address or a host name)",
            "PRIMARY_REGION: US (expected: a region: lower-case letters, digits and hyphens, such as us-central1)",
            "PRIMARY_ID: a/b (expected: the id of a Vertex AI endpoint: at most 63 letters, digits and hyphens, such as"
                + " 1234567890)",
            "BACKUP_IP: 10.0.0.256 (expected: an IP address or a host name)",
            "BACKUP_ID: missing (expected: set, since others of its group are)");
  }

  @Test
  void none_saysHowToConfigure() {
    environment.keySet().retainAll(List.of("PORT"));
    assertThat(problems())
        .containsExactly(
            "no configuration (expected: --config FILE, or the variables VERTEX_PROJECT_ID, PRIMARY_IP,"
                + " PRIMARY_REGION, PRIMARY_ID, BACKUP_IP, BACKUP_REGION, BACKUP_ID)");
  }

  private List<TargetConfig> targets() {
    return ReferenceEnvironment.read(environment).models().get("default").targets();
  }

  private List<String> problems() {
    InvalidConfigException failure = catchThrowableOfType(
        InvalidConfigException.class, () -> ReferenceEnvironment.read(environment));
    assertThat(failure.source()).isEqualTo("environment");
    return failure.problems();
  }
}
