package io.rhumb.gateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code service.yaml} has Knative's shape, says what Cloud Run understands, and the same as Terraform does. */
final class CloudRunServiceTest {

  private static final Path FOLDER = Path.of("../deploy/cloud-run");
  private static final String KIND = "serving.knative.dev/v1/Service";

  /** https://cloud.google.com/run/docs/reference/yaml/v1 */
  private static final Set<String> OF_THE_SERVICE = Set.of("run.googleapis.com/ingress");

  private static final Set<String> OF_A_REVISION = Set.of(
      "autoscaling.knative.dev/minScale",
      "autoscaling.knative.dev/maxScale",
      "run.googleapis.com/cpu-throttling",
      "run.googleapis.com/startup-cpu-boost",
      "run.googleapis.com/execution-environment",
      "run.googleapis.com/network-interfaces",
      "run.googleapis.com/vpc-access-egress",
      "run.googleapis.com/container-dependencies");

  @Test
  void service_saysWhatCloudRunUnderstands() throws IOException {
    Service service = read(yaml());
    assertThat(service.getMetadata().getAnnotations()).containsOnlyKeys(OF_THE_SERVICE);
    Map<String, String> annotations = annotations(service);
    assertThat(annotations).containsOnlyKeys(OF_A_REVISION);
    assertThat(Integer.parseInt(annotations.get("autoscaling.knative.dev/minScale")))
        .isPositive();
    assertThat(annotations).containsEntry("run.googleapis.com/cpu-throttling", "false");
    assertThat(new JsonArray(annotations.get("run.googleapis.com/network-interfaces")))
        .containsExactly(new JsonObject().put("network", "rhumb").put("subnetwork", "rhumb"));
    assertThat(new JsonObject(annotations.get("run.googleapis.com/container-dependencies")))
        .isEqualTo(new JsonObject().put("collector", List.of("gateway")));
  }

  @Test
  void service_saysTheSameAsTerraform() throws IOException, InterruptedException {
    Terraform.assumeInstalled();
    RevisionSpec revision = revision(read(yaml()));
    JsonObject template = terraform();
    assertThat(revision.getTimeoutSeconds() + "s").isEqualTo(template.getString("timeout"));
    assertThat(revision.getContainerConcurrency())
        .isEqualTo(template.getLong("max_instance_request_concurrency"));
    assertThat(revision.getContainers()).hasSameSizeAs(template.getJsonArray("containers"));
    for (int i = 0; i < revision.getContainers().size(); i++) {
      Container here = revision.getContainers().get(i);
      JsonObject there = template.getJsonArray("containers").getJsonObject(i);
      assertThat(here.getName()).isEqualTo(there.getString("name"));
      assertThat(limits(here)).isEqualTo(limits(there));
      assertThat(mounts(here)).isEqualTo(mounts(there));
      assertThat(probe(here.getStartupProbe())).isEqualTo(probe(there, "startup_probe"));
      assertThat(probe(here.getLivenessProbe())).isEqualTo(probe(there, "liveness_probe"));
      assertThat(probe(here.getReadinessProbe())).isEqualTo(probe(there, "readiness_probe"));
    }
    assertThat(environment(revision.getContainers().get(0)))
        .isEqualTo(environment(template.getJsonArray("containers").getJsonObject(0)));
    assertThat(secrets(revision)).isEqualTo(secrets(template));
    assertThat(annotations(read(yaml())).get("autoscaling.knative.dev/maxScale"))
        .isEqualTo(template
            .getJsonArray("scaling")
            .getJsonObject(0)
            .getInteger("max_instance_count")
            .toString());
  }

  @Test
  void collector_isConfiguredAsTerraformDoes() throws IOException, InterruptedException {
    Terraform.assumeInstalled();
    Regions regions = Regions.of(1);
    JsonObject all = Terraform.evaluate(
        regions.given(FOLDER.resolve("collector.yaml").toAbsolutePath()),
        regions.told(),
        "google_secret_manager_secret_version.file");
    String there = all.getJsonObject("resources")
        .getJsonObject("google_secret_manager_secret_version.file")
        .getJsonObject("collector")
        .getString("secret_data");
    String kind = "monitoring.googleapis.com/v1beta/RunMonitoring";
    String here = Files.readString(FOLDER.resolve("collector.yaml"));
    assertThat(Manifest.parse(here).read(kind, Map.class))
        .isEqualTo(Manifest.parse(there).read(kind, Map.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      periodSeconds: 2        | periodSecond: 2         | periodSecond
      containerPort: 8080     | containerPort: "8080"   | containerPort
      minScale: "1"           | minScale: 1             | minScale
      timeoutSeconds: 3600    | timeoutSeconds: 60m     | timeoutSeconds
      startupProbe:           | startUpProbe:           | startUpProbe
      image: IMAGE            | imgae: IMAGE            | imgae
      volumeMounts:           | volumeMount:            | volumeMount
      serviceAccountName:     | serviceAccount_name:    | serviceAccount_name
      containers:             | container:              | container
      secretName: rhumb-trust | secret: rhumb-trust     | secret
      kind: Service           | kind: Servise           | missing
      spec:                   | specs:                  | specs
      """)
  void mistake_isRefused(String right, String wrong, String named) throws IOException {
    String yaml = yaml();
    assertThat(yaml).contains(right);
    String changed = yaml.replaceFirst(Pattern.quote(right), wrong);
    assertThatThrownBy(() -> read(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  private static JsonObject terraform() throws IOException, InterruptedException {
    Regions regions = Regions.of(2);
    String address = "google_cloud_run_v2_service.gateway";
    return Terraform.evaluate(
            regions.given(FOLDER.resolve("service.yaml").toAbsolutePath()), regions.told(), address)
        .getJsonObject("resources")
        .getJsonObject(address)
        .getJsonObject(regions.names().get(0))
        .getJsonArray("template")
        .getJsonObject(0);
  }

  private static Map<String, String> limits(Container container) {
    Map<String, String> limits = new TreeMap<>();
    container
        .getResources()
        .getLimits()
        .forEach((name, amount) -> limits.put(name, amount.toString()));
    return limits;
  }

  private static Map<String, String> limits(JsonObject container) {
    Map<String, String> limits = new TreeMap<>();
    JsonObject resources = container.getJsonArray("resources").getJsonObject(0);
    resources
        .getJsonObject("limits")
        .forEach(limit -> limits.put(limit.getKey(), String.valueOf(limit.getValue())));
    return limits;
  }

  private static Map<String, String> mounts(Container container) {
    Map<String, String> mounts = new TreeMap<>();
    for (VolumeMount mount : container.getVolumeMounts()) {
      mounts.put(mount.getName(), mount.getMountPath());
    }
    return mounts;
  }

  private static Map<String, String> mounts(JsonObject container) {
    Map<String, String> mounts = new TreeMap<>();
    for (Object one : container.getJsonArray("volume_mounts")) {
      JsonObject mount = (JsonObject) one;
      mounts.put(mount.getString("name"), mount.getString("mount_path"));
    }
    return mounts;
  }

  private static Map<String, String> environment(Container container) {
    Map<String, String> environment = new TreeMap<>();
    container.getEnv().forEach(one -> environment.put(one.getName(), one.getValue()));
    return environment;
  }

  private static Map<String, String> environment(JsonObject container) {
    Map<String, String> environment = new TreeMap<>();
    for (Object one : container.getJsonArray("env")) {
      JsonObject variable = (JsonObject) one;
      environment.put(variable.getString("name"), variable.getString("value"));
    }
    return environment;
  }

  /** Of each volume the secret, its version and the file that it is seen as. */
  private static Map<String, List<String>> secrets(RevisionSpec revision) {
    Map<String, List<String>> secrets = new TreeMap<>();
    for (Volume volume : revision.getVolumes()) {
      KeyToPath item = volume.getSecret().getItems().get(0);
      secrets.put(
          volume.getName(),
          List.of(volume.getSecret().getSecretName(), item.getKey(), item.getPath()));
    }
    return secrets;
  }

  private static Map<String, List<String>> secrets(JsonObject template) {
    Map<String, List<String>> secrets = new TreeMap<>();
    for (Object one : template.getJsonArray("volumes")) {
      JsonObject volume = (JsonObject) one;
      JsonObject secret = volume.getJsonArray("secret").getJsonObject(0);
      JsonObject item = secret.getJsonArray("items").getJsonObject(0);
      secrets.put(
          volume.getString("name"),
          List.of(secret.getString("secret"), item.getString("version"), item.getString("path")));
    }
    return secrets;
  }

  private static JsonObject probe(Probe probe) {
    JsonObject said = new JsonObject();
    if (probe != null) {
      said.put("period_seconds", probe.getPeriodSeconds());
      said.put("timeout_seconds", probe.getTimeoutSeconds());
      said.put("failure_threshold", probe.getFailureThreshold());
      said.put("success_threshold", probe.getSuccessThreshold());
      said.put("path", probe.getHttpGet().getPath());
      said.put("port", probe.getHttpGet().getPort().getIntVal());
    }
    return said;
  }

  private static JsonObject probe(JsonObject container, String name) {
    JsonObject said = new JsonObject();
    if (container.containsKey(name)) {
      JsonObject probe = container.getJsonArray(name).getJsonObject(0);
      List<String> numbers =
          List.of("period_seconds", "timeout_seconds", "failure_threshold", "success_threshold");
      numbers.forEach(key -> said.put(key, probe.getInteger(key)));
      said.mergeIn(probe.getJsonArray("http_get").getJsonObject(0));
    }
    return said;
  }

  private static Map<String, String> annotations(Service service) {
    return service.getSpec().getTemplate().getMetadata().getAnnotations();
  }

  private static RevisionSpec revision(Service service) {
    return service.getSpec().getTemplate().getSpec();
  }

  private static Service read(String yaml) {
    return Manifest.parse(yaml).read(KIND, Service.class);
  }

  private static String yaml() throws IOException {
    return Files.readString(FOLDER.resolve("service.yaml"));
  }
}
