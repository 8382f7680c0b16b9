package io.rhumb.gateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.netty.pkitesting.CertificateBuilder;
import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.ConfigFile;
import io.rhumb.gateway.config.GatewayConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rhumb.yaml} has Kubernetes' shape, its parts fit each other, and a gateway's end fits in what it is given. */
final class KubernetesManifestTest {

  /** ProcessLife gives the stop as much on top of the grace. */
  private static final Duration TO_END = Duration.ofSeconds(1);

  private static final Map<String, Class<?>> TYPES = Map.of(
      "v1/ServiceAccount", ServiceAccount.class,
      "v1/ConfigMap", ConfigMap.class,
      "apps/v1/Deployment", Deployment.class,
      "v1/Service", Service.class,
      "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
      "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);

  @TempDir
  private Path folder;

  @Test
  void everyKind_hasKubernetesShape() throws IOException {
    Manifest manifest = Manifest.parse(yaml());
    assertThat(manifest.kinds()).containsExactlyInAnyOrderElementsOf(TYPES.keySet());
    TYPES.forEach(manifest::read);
  }

  @Test
  void end_fitsInWhatKubernetesGrants() throws Exception {
    Duration pause =
        Duration.ofSeconds(container().getLifecycle().getPreStop().getSleep().getSeconds());
    Duration granted = Duration.ofSeconds(pod().getTerminationGracePeriodSeconds());
    Duration drain = config().server().shutdownGrace();
    assertThat(pause).isPositive();
    assertThat(pause.plus(drain).plus(TO_END)).isLessThan(granted);
    config().models().values().forEach(model -> assertThat(model.timeout())
        .isLessThanOrEqualTo(drain));
  }

  @Test
  void liveness_isAskedWhereClientsCannotUseUpTheConnections() throws IOException {
    assertThat(container().getLivenessProbe().getHttpGet().getPort().getStrVal())
        .isEqualTo("management");
  }

  @Test
  void budget_leavesGateways_andLetsNodesBeDrained() throws IOException {
    PodDisruptionBudget budget = read("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);
    int replicas = deployment().getSpec().getReplicas();
    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isBetween(1, replicas - 1);
    assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
    assertThat(deployment().getSpec().getStrategy().getRollingUpdate().getMaxUnavailable())
        .extracting(one -> one.getIntVal())
        .isEqualTo(0);
  }

  @Test
  void everySelector_meansTheGateways() throws IOException {
    Map<String, String> labels =
        deployment().getSpec().getTemplate().getMetadata().getLabels();
    assertThat(labels).isNotEmpty();
    assertThat(deployment().getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
    assertThat(read("v1/Service", Service.class).getSpec().getSelector()).isEqualTo(labels);
    assertThat(read("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class)
            .getSpec()
            .getSelector()
            .getMatchLabels())
        .isEqualTo(labels);
    assertThat(read("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class)
            .getSpec()
            .getPodSelector()
            .getMatchLabels())
        .isEqualTo(labels);
    pod().getTopologySpreadConstraints().forEach(constraint -> assertThat(
            constraint.getLabelSelector().getMatchLabels())
        .isEqualTo(labels));
  }

  @Test
  void mountsAndPorts_areThoseThatAreThere() throws IOException {
    List<String> volumes = pod().getVolumes().stream().map(Volume::getName).toList();
    assertThat(container().getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(volumes);
    List<String> ports =
        container().getPorts().stream().map(port -> port.getName()).toList();
    assertThat(List.of(
            container().getStartupProbe(),
            container().getLivenessProbe(),
            container().getReadinessProbe()))
        .extracting(probe -> probe.getHttpGet().getPort().getStrVal())
        .isSubsetOf(ports);
    assertThat(read("v1/Service", Service.class).getSpec().getPorts())
        .extracting(port -> port.getTargetPort().getStrVal())
        .isSubsetOf(ports);
  }

  @Test
  void container_hasNoRights_andNoPlaceToWriteTo() throws IOException {
    assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container().getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container().getVolumeMounts()).allMatch(VolumeMount::getReadOnly);
  }

  @Test
  void configuration_isValid_andWhereItIsLookedFor() throws Exception {
    String place = container().getEnv().get(0).getValue();
    assertThat(container().getEnv().get(0).getName()).isEqualTo("RHUMB_CONFIG");
    assertThat(container().getVolumeMounts())
        .anyMatch(mount -> Path.of(place).getParent().equals(Path.of(mount.getMountPath())));
    assertThat(data()).containsOnlyKeys(Path.of(place).getFileName().toString());
    assertThat(config().management().host()).isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maxUnavailable: 1\\n  #    | maxUnavailble: 1\\n  #     | maxUnavailble
          terminationGracePeriodSeconds: 45 | terminationGracePeriod: 45 | terminationGracePeriod
          runAsNonRoot: true         | runAsNonRoot: "yes"        | runAsNonRoot
          runAsUser: 10001           | runAsUser: rhumb           | runAsUser
          sleep: {seconds: 5}        | sleep: {second: 5}         | second
          replicas: 3                | replica: 3                 | replica
          targetPort: predict        | target: predict            | target
          "9090"                     | 9090                       | annotations
          policyTypes:               | policyType:                | policyType
          podSelector:               | selector:                  | selector
          kind: PodDisruptionBudget  | kind: DisruptionBudget     | missing
          """)
  void mistake_isRefused(String right, String wrong, String named) throws IOException {
    String yaml = yaml();
    String from = right.replace("\\n", "\n");
    assertThat(yaml).contains(from);
    String changed = yaml.replaceFirst(Pattern.quote(from), wrong.replace("\\n", "\n"));
    Manifest manifest = Manifest.parse(changed);
    assertThatThrownBy(() -> TYPES.forEach(manifest::read))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  /** As it is mounted, with a certificate where it looks for one. */
  private GatewayConfig config() throws Exception {
    Path trust = Files.createDirectories(folder.resolve("trust")).resolve("psc.pem");
    String certificate = new CertificateBuilder()
        .subject("CN=*.prediction.p.vertexai.goog")
        .setIsCertificateAuthority(true)
        .buildSelfSigned()
        .getCertificatePEM();
    Files.writeString(trust, certificate);
    Path config = Files.createDirectories(folder.resolve("config"));
    byte[] text = data().get("gateway.yaml").getBytes(StandardCharsets.UTF_8);
    return ConfigFile.parse(ConfigContent.of("gateway.yaml", config, text), Map.of());
  }

  private static Map<String, String> data() throws IOException {
    return read("v1/ConfigMap", ConfigMap.class).getData();
  }

  private static Container container() throws IOException {
    return pod().getContainers().get(0);
  }

  private static PodSpec pod() throws IOException {
    return deployment().getSpec().getTemplate().getSpec();
  }

  private static Deployment deployment() throws IOException {
    return read("apps/v1/Deployment", Deployment.class);
  }

  private static <T> T read(String kind, Class<T> type) throws IOException {
    return Manifest.parse(yaml()).read(kind, type);
  }

  private static String yaml() throws IOException {
    return Files.readString(Path.of("../deploy/kubernetes/rhumb.yaml"));
  }
}
