package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Models and targets that nobody connects to. */
final class Subjects {

  static final CredentialConfig DEFAULT = new CredentialConfig.ApplicationDefault();
  static final CredentialConfig NONE = new CredentialConfig.NoCredential();

  private Subjects() {}

  static ModelConfig model(TargetConfig... targets) {
    return model(Duration.ofSeconds(3), 3, targets);
  }

  static ModelConfig model(StrategySpec strategy, TargetConfig... targets) {
    return model(strategy, Duration.ofSeconds(3), 3, targets);
  }

  static ModelConfig model(Duration attemptTimeout, int attempts, TargetConfig... targets) {
    return model(StrategySpec.of("local-first"), attemptTimeout, attempts, targets);
  }

  private static ModelConfig model(
      StrategySpec strategy, Duration attemptTimeout, int attempts, TargetConfig... targets) {
    return new ModelConfig(
        "linear",
        strategy,
        Map.of(),
        Duration.ofSeconds(10),
        attemptTimeout,
        attempts,
        false,
        List.of(targets));
  }

  static List<Subject> of(ModelConfig model) {
    return model.targets().stream().map(target -> new Subject(model, target)).toList();
  }

  static TargetConfig psc(String region, String address) {
    return endpoint(region, address, "1111-" + region + "-123.prediction.p.vertexai.goog");
  }

  static TargetConfig shared(String region) {
    String name = region + "-aiplatform.googleapis.com";
    return endpoint(region, name, name);
  }

  static TargetConfig dedicated(String region) {
    String name = "1111." + region + "-123.prediction.vertexai.goog";
    return endpoint(region, name, name);
  }

  static TargetConfig publisher(String region) {
    String name = region + "-aiplatform.googleapis.com";
    return target(
        region,
        name,
        name,
        new Resource.PublisherModel("my-project", region, "google", "gemini"),
        DEFAULT);
  }

  static TargetConfig url(String region, CredentialConfig credential) {
    return target(
        region, "models.example", "models.example", new Resource.UrlPath("/predict"), credential);
  }

  static TargetConfig endpoint(String region, String address, String serverName) {
    return target(
        region, address, serverName, new Resource.Endpoint("my-project", region, "1111"), DEFAULT);
  }

  static TargetConfig target(
      String region,
      String address,
      String serverName,
      Resource resource,
      CredentialConfig credential) {
    return new TargetConfig(
        region,
        region,
        address,
        443,
        true,
        serverName,
        resource,
        new TrustConfig.SystemTrust(),
        credential);
  }
}
