package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each way to write a target means. */
final class TargetsTest {

  private static final TrustConfig SYSTEM = new TrustConfig.SystemTrust();
  private static final TrustConfig INSECURE = new TrustConfig.InsecureTrust();
  private static final CredentialConfig DEFAULT = new CredentialConfig.ApplicationDefault();

  @Test
  void psc() {
    assertThat(Yaml.target(
            "{region: us-central1, kind: psc, address: 10.0.1.2, endpoint: 1111, trust: insecure}"))
        .isEqualTo(new TargetConfig(
            "us-central1",
            "us-central1",
            "10.0.1.2",
            443,
            true,
            "1111-us-central1-42.prediction.p.vertexai.goog",
            new Resource.Endpoint("my-project", "us-central1", "1111"),
            INSECURE,
            DEFAULT));
  }

  @Test
  void psc_withAServerNameOfItsOwn_mayTrustTheSystem() {
    TargetConfig target = Yaml.target(
        "{region: r, kind: psc, address: psc.internal, port: 8443, endpoint: 1, server-name:"
            + " vertex.example.com, id: one}");
    assertThat(target)
        .isEqualTo(new TargetConfig(
            "one",
            "r",
            "psc.internal",
            8443,
            true,
            "vertex.example.com",
            new Resource.Endpoint("my-project", "r", "1"),
            SYSTEM,
            DEFAULT));
  }

  @Test
  void publicEndpoint() {
    assertThat(Yaml.target("{region: us-east4, kind: public, endpoint: \"2222\"}"))
        .isEqualTo(new TargetConfig(
            "us-east4",
            "us-east4",
            "us-east4-aiplatform.googleapis.com",
            443,
            true,
            "us-east4-aiplatform.googleapis.com",
            new Resource.Endpoint("my-project", "us-east4", "2222"),
            SYSTEM,
            DEFAULT));
  }

  @Test
  void dedicated() {
    assertThat(Yaml.target(
            "{region: europe-west4, kind: dedicated, endpoint: 3333, credential: none}"))
        .isEqualTo(new TargetConfig(
            "europe-west4",
            "europe-west4",
            "3333.europe-west4-42.prediction.vertexai.goog",
            443,
            true,
            "3333.europe-west4-42.prediction.vertexai.goog",
            new Resource.Endpoint("my-project", "europe-west4", "3333"),
            SYSTEM,
            new CredentialConfig.NoCredential()));
  }

  @Test
  void addressPortAndName_canBeOverridden() {
    TargetConfig target = Yaml.target(
        "{region: r, kind: public, endpoint: 1, address: 'fd00::1', port: 1443, server-name: localhost}");
    assertThat(target.connectHost()).isEqualTo("fd00::1");
    assertThat(target.port()).isEqualTo(1443);
    assertThat(target.serverName()).isEqualTo("localhost");
  }

  @Test
  void serverName_withoutAddress_isWhereToConnect() {
    assertThat(Yaml.target("{region: r, kind: dedicated, endpoint: 1, server-name: mine.example}")
            .connectHost())
        .isEqualTo("mine.example");
  }

  @Test
  void url() {
    TargetConfig target =
        Yaml.target("{region: on-prem, kind: url, url: 'https://host:8443/base/', path:"
            + " '/v1/models/linear:{method}', address: 10.1.2.3}");
    assertThat(target)
        .isEqualTo(new TargetConfig(
            "on-prem",
            "on-prem",
            "10.1.2.3",
            8443,
            true,
            "host",
            "/base/v1/models/linear:{method}",
            SYSTEM,
            DEFAULT));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h, false, h, 80, /",
    "https://h, true, h, 443, /",
    "http://h:8080/, false, h, 8080, /",
    "https://h/a/b, true, h, 443, /a/b",
    "https://h/a/, true, h, 443, /a/",
    "http://10.0.0.1:1/a%20b, false, 10.0.0.1, 1, /a%20b",
    "http://[fd00::1]:9000/x, false, fd00::1, 9000, /x",
    "https://h/m:{method}, true, h, 443, /m:{method}"
  })
  void url_alone(String url, boolean tls, String host, int port, String path) {
    TargetConfig target = Yaml.target("{region: r, kind: url, url: '" + url + "'}");
    assertThat(target)
        .extracting(
            TargetConfig::tls,
            TargetConfig::connectHost,
            TargetConfig::serverName,
            TargetConfig::port,
            TargetConfig::resource)
        .containsExactly(tls, host, host, port, new Resource.UrlPath(path));
  }

  @Test
  void httpUrl_hasNothingToTrust() {
    String text = "trust: insecure\n" + Yaml.LEAST;
    assertThat(Yaml.parse(text).models().get("m").targets().get(0).trust()).isEqualTo(SYSTEM);
  }

  @Test
  void publisherModel() {
    TargetConfig target = Yaml.target(
        "{region: us-east4, kind: public, publisher-model: anthropic/claude-3-5-sonnet@20240620}");
    assertThat(target.connectHost()).isEqualTo("us-east4-aiplatform.googleapis.com");
    assertThat(target.resource())
        .isEqualTo(new Resource.PublisherModel(
            "my-project", "us-east4", "anthropic", "claude-3-5-sonnet@20240620"));
    assertThat(target.resource().ids())
        .containsExactly("anthropic/claude-3-5-sonnet@20240620", "claude-3-5-sonnet@20240620");
    assertThat(target.resource().bodyModel()).contains("anthropic/claude-3-5-sonnet@20240620");
  }

  @ParameterizedTest
  @CsvSource({
    "global, aiplatform.googleapis.com",
    "us, aiplatform.us.rep.googleapis.com",
    "eu, aiplatform.eu.rep.googleapis.com",
    "us-east4, us-east4-aiplatform.googleapis.com",
    "eu-west9, eu-west9-aiplatform.googleapis.com"
  })
  void locationThatIsMoreThanARegion_hasAServerOfItsOwn(String location, String server) {
    TargetConfig target = Yaml.target(
        "{region: " + location + ", kind: public, publisher-model: google/gemini-3-pro}");
    assertThat(target.serverName()).isEqualTo(server);
    assertThat(target.connectHost()).isEqualTo(server);
    assertThat(target.resource())
        .isEqualTo(new Resource.PublisherModel("my-project", location, "google", "gemini-3-pro"));
  }

  @Test
  void endpoint_canHaveNamesForTheModelsOnIt() {
    assertThat(Yaml.target(
                "{region: r, kind: public, endpoint: 1, deployed-model: 77, body-model: google/gemma-3}")
            .resource())
        .isEqualTo(new Resource.Endpoint(
            "my-project", "r", "1", Optional.of("77"), Optional.of("google/gemma-3")));
  }

  @Test
  void url_canHaveANameForItsModel() {
    assertThat(Yaml.target("{region: r, kind: url, url: 'http://h', body-model: meta/llama:70b}")
            .resource())
        .isEqualTo(new Resource.UrlPath("/", Optional.of("meta/llama:70b")));
  }

  @ParameterizedTest
  @CsvSource({
    "12345678901234567890123456789, 12345678901234567890123456789",
    "9223372036854775808, 9223372036854775808",
    "'\"0123\"', 0123",
    "0123, 0123",
    "1e3, 1e3",
    "my-endpoint, my-endpoint"
  })
  void endpoint_comesThroughAsItsText(String written, String endpoint) {
    assertThat(
            Yaml.target("{region: r, kind: public, endpoint: " + written + "}").resource())
        .isEqualTo(new Resource.Endpoint("my-project", "r", endpoint));
  }

  @Test
  void project_ofATarget_isNotPairedWithTheNumberOfTheTop() {
    String target = "{region: r, kind: dedicated, endpoint: 1, project: other}";
    String text =
        "project: my-project\nproject-number: 42\nmodels:\n  m:\n    targets:\n      - " + target;
    assertThat(Yaml.problems(text))
        .containsExactly("line 6: models.m.targets[0].project-number: missing"
            + " (expected: here or at the top of the file, a project's number, such as 123456789)");
  }

  @Test
  void project_ofATarget_hasItsOwnNumber() {
    TargetConfig target =
        Yaml.target("{region: r, kind: dedicated, endpoint: 1, project: other, project-number: 7}");
    assertThat(target.serverName()).isEqualTo("1.r-7.prediction.vertexai.goog");
    assertThat(target.resource()).isEqualTo(new Resource.Endpoint("other", "r", "1"));
  }

  @Test
  void project_byItsNumber_needsNoOtherNumber() {
    TargetConfig target = Yaml.target("{region: r, kind: dedicated, endpoint: 1, project: 77}");
    assertThat(target.serverName()).isEqualTo("1.r-77.prediction.vertexai.goog");
    assertThat(target.resource()).isEqualTo(new Resource.Endpoint("77", "r", "1"));
  }
}
