package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.ConfigFile;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.deploy.Regions;
import io.rhumb.gateway.deploy.Terraform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What Terraform puts into the secret is a configuration: {@code rhumb check} accepts it, and it says what the regions say. */
final class DerivedConfigTest {

  private final StringWriter err = new StringWriter();

  @TempDir
  private static Path folder;

  private static Path file;
  private static Path trust;

  /** As the files are mounted. */
  @BeforeAll
  static void layOut() throws Exception {
    Terraform.assumeInstalled();
    file = Files.createDirectories(folder.resolve("config")).resolve("gateway.yaml");
    trust = Files.createDirectories(folder.resolve("trust")).resolve("psc.pem");
    String certificate = new CertificateBuilder()
        .subject("CN=*.prediction.p.vertexai.goog")
        .setIsCertificateAuthority(true)
        .buildSelfSigned()
        .getCertificatePEM();
    Files.writeString(trust, certificate);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void configuration_ofSoManyRegions_isAccepted(int count) throws Exception {
    Regions regions = Regions.of(count);
    assertThat(check(derived(regions, new JsonObject()))).as(err.toString()).isZero();
    List<TargetConfig> targets = new ArrayList<>(config().models().get("linear").targets());
    targets.sort(Comparator.comparing(TargetConfig::connectHost));
    assertThat(targets).hasSize(count);
    for (int i = 0; i < count; i++) {
      TargetConfig target = targets.get(i);
      assertThat(target.region()).isEqualTo(regions.names().get(i));
      assertThat(target.connectHost()).isEqualTo(regions.address(i));
      assertThat(target.serverName())
          .isEqualTo(regions.endpoint(i) + "-" + target.region()
              + "-123456789.prediction.p.vertexai.goog");
    }
  }

  @Test
  void settingsOfModelsAndGateway_goThrough() throws Exception {
    JsonObject linear = new JsonObject().put("strategy", "latency-weighted").put("timeout", "10s");
    JsonObject further = new JsonObject()
        .put("models", new JsonObject().put("linear", linear))
        .put("gateway", new JsonObject().put("reload", new JsonObject().put("scan", "10s")))
        .put("access", new JsonObject().put("keys", new JsonArray().add(key())));
    assertThat(check(derived(Regions.of(2), further))).as(err.toString()).isZero();
    ModelConfig model = config().models().get("linear");
    assertThat(model.strategy().name()).isEqualTo("latency-weighted");
    assertThat(model.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config().reload().scan()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config().access().keys()).hasSize(1);
  }

  private static JsonObject key() {
    return new JsonObject().put("id", "shop").put("sha256", "0123456789abcdef".repeat(4));
  }

  /** The secret of the sidecar is made by the same means; the gateway's own must be what the output shows. */
  @Test
  void secret_holdsWhatTheOutputShows() throws Exception {
    Regions regions = Regions.of(2);
    JsonObject all = Terraform.evaluate(
        regions.given(trust), regions.told(), "google_secret_manager_secret_version.file");
    JsonObject files =
        all.getJsonObject("resources").getJsonObject("google_secret_manager_secret_version.file");
    assertThat(files.getJsonObject("config").getString("secret_data"))
        .isEqualTo(all.getJsonObject("outputs").getString("gateway_yaml"));
    assertThat(files.getJsonObject("trust").getString("secret_data"))
        .isEqualTo(Files.readString(trust));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      "kind": "psc"          | "kind": "pcs"               | pcs
      "address": "10.10.0.2" | "adress": "10.10.0.2"       | adress
      "endpoint": "1001"     | "endpoint": "10/01"         | 10/01
      "project-number":      | "project-nummer":           | project-nummer
      ../trust/psc.pem       | ../psc.pem                  | psc.pem
      "access": "none"       | "access": "nobody"          | nobody
      "connections": 25      | "connections": 0            | upstream.connections
      "region": "us-east4"   | "region": "us-central1"     | us-central1
      """)
  void configuration_withAMistake_isRefused(String right, String wrong, String named)
      throws Exception {
    String yaml = derived(Regions.of(2), new JsonObject());
    assertThat(yaml).contains(right);
    assertThat(check(yaml.replace(right, wrong))).isEqualTo(1);
    assertThat(err.toString()).contains(named);
  }

  @Test
  void strategyThatNobodyProvides_isRefused() throws Exception {
    JsonObject linear = new JsonObject().put("strategy", "nearest");
    JsonObject models = new JsonObject().put("models", new JsonObject().put("linear", linear));
    assertThat(check(derived(Regions.of(1), models))).isEqualTo(1);
    assertThat(err.toString()).contains("models.linear.strategy: nearest");
  }

  private String derived(Regions regions, JsonObject further)
      throws IOException, InterruptedException {
    JsonObject all = Terraform.evaluate(regions.given(trust).mergeIn(further), regions.told());
    assertThat(all.getJsonArray("refusals")).isEmpty();
    return all.getJsonObject("outputs").getString("gateway_yaml");
  }

  private int check(String yaml) throws IOException {
    Files.writeString(file, yaml);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err));
    return line.execute("check", "--config", file.toString());
  }

  private GatewayConfig config() throws IOException {
    return ConfigFile.parse(
        ConfigContent.of(file.toString(), file.getParent(), Files.readAllBytes(file)), Map.of());
  }
}
