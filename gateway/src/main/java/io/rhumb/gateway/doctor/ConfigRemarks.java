package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.CredentialConfig.NoCredential;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a configuration may say, and hardly means. */
final class ConfigRemarks {

  /** After that, the VPC drops idle connections of Cloud Run without a word. */
  private static final Duration DROPPED = Duration.ofMinutes(10);

  private final List<Remark> remarks = new ArrayList<>();

  private ConfigRemarks() {}

  /**
   * Looks at what is examined.
   *
   * @param localRegion the region that this is in; empty: it could not be found
   */
  static List<Remark> of(
      GatewayConfig config, List<Subject> subjects, Optional<String> localRegion) {
    ConfigRemarks found = new ConfigRemarks();
    found.gateway(config, localRegion);
    Set<ModelConfig> models =
        subjects.stream().map(Subject::model).collect(Collectors.toCollection(LinkedHashSet::new));
    models.forEach(model -> found.model(model, localRegion));
    return List.copyOf(found.remarks);
  }

  private void add(String path, String text, String whatToDo) {
    remarks.add(new Remark(path, text, whatToDo));
  }

  private void gateway(GatewayConfig config, Optional<String> localRegion) {
    if (localRegion.isEmpty()) {
      add(
          "local-region",
          "not configured, and no metadata server tells it: here, a gateway would not start",
          "write the region, unless the gateway runs on Google Cloud");
    }
    if (config.upstream().keepAlive().compareTo(DROPPED) >= 0) {
      add(
          "upstream.keep-alive",
          "idle connections from Cloud Run to a VPC are dropped after 10 minutes",
          "well below that, such as 50s");
    }
  }

  private void model(ModelConfig model, Optional<String> localRegion) {
    String path = "models." + model.name();
    List<TargetConfig> targets = model.targets();
    Set<String> regions = targets.stream()
        .map(TargetConfig::region)
        .collect(Collectors.toCollection(LinkedHashSet::new));
    if (targets.size() == 1) {
      add(path + ".targets", "one only: no failover", "a second one in another region");
    } else {
      several(path, model, regions);
    }
    localRegion
        .filter(local -> !regions.contains(local))
        .ifPresent(local -> add(
            path + ".targets",
            "none in " + local + ", where this runs: every request crosses regions",
            "one in " + local + ", if the model can be deployed there"));
    targets.forEach(target -> target(path + ".targets." + target.id(), target));
    UnknownTargets.of(model).forEach(remarks::add);
  }

  private void several(String path, ModelConfig model, Set<String> regions) {
    if (regions.size() == 1) {
      String region = regions.iterator().next();
      add(
          path + ".targets",
          "all in " + region + ": an outage of it is one of the model",
          "another region");
    }
    if (model.maxAttempts() == 1) {
      add(path + ".attempts", "1: no failover", "at least 2");
    }
    twins(path, model.targets());
  }

  private void twins(String path, List<TargetConfig> targets) {
    Map<List<Object>, String> seen = new HashMap<>();
    for (TargetConfig target : targets) {
      List<Object> place =
          List.of(target.connectHost(), target.port(), target.serverName(), target.resource());
      String other = seen.putIfAbsent(place, target.id());
      if (other != null) {
        add(
            path + ".targets." + target.id(),
            "the same place as " + other + ": no failover between them",
            "another address or endpoint");
      }
    }
  }

  private void target(String path, TargetConfig target) {
    boolean silent = target.credential() instanceof NoCredential;
    if (target.tls() && target.trust() instanceof InsecureTrust) {
      add(
          path + ".trust",
          "insecure: whoever is on the way reads and changes predictions",
          "{pem: FILE} or system");
    }
    if (!target.tls() && !silent) {
      add(path + ".url", "plain HTTP: the credential can be read on the way", "https");
    }
    if (silent && !(target.resource() instanceof Resource.UrlPath)) {
      add(path + ".credential", "none: Vertex AI answers 401", "application-default");
    }
  }
}
