package io.rhumb.gateway.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of the reference service as a configuration of its own, for when no file is given: {@code
 * VERTEX_PROJECT_ID}, {@code PRIMARY_IP}, {@code PRIMARY_REGION}, {@code PRIMARY_ID}, {@code BACKUP_IP}, {@code
 * BACKUP_REGION}, {@code BACKUP_ID}, and {@code PORT}. Whoever runs that service swaps the image and changes nothing.
 *
 * <p>It makes one model, {@code default}, with two targets behind Private Service Connect, the primary one first; the
 * primary region is the local one. The rest is as {@code conf/gateway.yaml} has it by default, but for the trust: that
 * service verified no certificate and its users have no PEM file, so it is {@code insecure}, unless {@code RHUMB_TRUST}
 * is {@code system} or a PEM file.
 */
public final class ReferenceEnvironment {

  private static final String SOURCE = "environment";
  private static final String PROJECT = "VERTEX_PROJECT_ID";
  private static final List<String> VARIABLES = List.of(
      PROJECT,
      "PRIMARY_IP",
      "PRIMARY_REGION",
      "PRIMARY_ID",
      "BACKUP_IP",
      "BACKUP_REGION",
      "BACKUP_ID");

  /** RFC 1035, 2.3.4. */
  private static final int LONGEST_LABEL = 63;

  private final ReadContext context;

  private ReferenceEnvironment(ReadContext context) {
    this.context = context;
  }

  /**
   * Reads the environment.
   *
   * @param environment the environment variables
   * @return the configuration
   * @throws InvalidConfigException with every problem: each variable that is missing or impossible; or, where none is
   *     set, how to give a configuration
   */
  public static GatewayConfig read(Map<String, String> environment) {
    ReadContext context = new ReadContext(Path.of(""), environment, new Problems());
    return new ReferenceEnvironment(context).read();
  }

  private GatewayConfig read() {
    List<String> missing =
        VARIABLES.stream().filter(name -> context.variable(name).isEmpty()).toList();
    if (missing.size() == VARIABLES.size()) {
      throw new InvalidConfigException(
          SOURCE,
          List.of("no configuration (expected: --config FILE, or the variables "
              + String.join(", ", VARIABLES) + ")"));
    }
    missing.forEach(name ->
        context.problems().add(0, name, "missing (expected: set, since others of its group are)"));
    return context
        .finish(SOURCE, new GatewayReader(context).read(tree()))
        .withLocalRegion(node("PRIMARY_REGION").text());
  }

  /** The tree that a file would give, except that each value stands at the name of its variable. */
  private ConfigNode.Entries tree() {
    ConfigNode model = map(Map.of(
        Keys.TARGETS,
        new ConfigNode.Items(
            "", 0, List.of(target("PRIMARY", Optional.empty()), target("BACKUP", backupId())))));
    return map(Map.of(
        Keys.PROJECT, node(PROJECT),
        Keys.TRUST, trust(),
        Keys.MODELS, new ConfigNode.Entries("", 0, Map.of("default", model))));
  }

  private ConfigNode target(String prefix, Optional<String> id) {
    Map<Key, ConfigNode> values = new LinkedHashMap<>();
    values.put(Keys.KIND, ConfigNode.Scalar.of(prefix, TargetKind.PSC.word()));
    values.put(Keys.REGION, node(prefix + "_REGION"));
    values.put(Keys.ADDRESS, node(prefix + "_IP"));
    values.put(Keys.ENDPOINT, node(prefix + "_ID"));
    values.put(Keys.SERVER_NAME, ConfigNode.Scalar.of(prefix, serverName(prefix)));
    id.ifPresent(text -> values.put(Keys.ID, ConfigNode.Scalar.of(prefix, text)));
    return map(values);
  }

  /** A target is called after its region, unless both are in the same. */
  private Optional<String> backupId() {
    return node("PRIMARY_REGION").text().equals(node("BACKUP_REGION").text())
        ? Optional.of("backup")
        : Optional.empty();
  }

  /**
   * The certificate of such an endpoint bears {@code *.prediction.p.vertexai.goog}, so any one label does, also one
   * that is cut. The project's number would be right, but the variable holds its id.
   */
  private String serverName(String prefix) {
    String label = node(prefix + "_ID").text() + "-" + node(prefix + "_REGION").text() + "-"
        + node(PROJECT).text();
    String legal = label.replaceAll("[^A-Za-z0-9-]", "-");
    String cut = legal.substring(0, Math.min(legal.length(), LONGEST_LABEL));
    return cut.replaceAll("^-+|-+$", "") + ".prediction.p.vertexai.goog";
  }

  private ConfigNode trust() {
    ConfigNode.Scalar trust =
        context.variable("RHUMB_TRUST").orElse(ConfigNode.Scalar.of("RHUMB_TRUST", "insecure"));
    return switch (trust.text()) {
      case "system", "insecure" -> trust;
      default -> new ConfigNode.Entries(trust.path(), 0, Map.of(Keys.PEM.name(), trust));
    };
  }

  /** The variable; a missing one, which is reported already, stands in for itself. */
  private ConfigNode.Scalar node(String variable) {
    return context.variable(variable).orElse(ConfigNode.Scalar.of(variable, "x"));
  }

  private static ConfigNode.Entries map(Map<Key, ConfigNode> values) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    values.forEach((key, value) -> entries.put(key.name(), value));
    return new ConfigNode.Entries("", 0, entries);
  }
}
