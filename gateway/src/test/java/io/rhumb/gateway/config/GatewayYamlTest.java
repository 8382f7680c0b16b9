package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code conf/gateway.yaml} is the reference of the configuration: it is valid, complete and tells the true defaults.
 */
final class GatewayYamlTest {

  private static final Path FILE = Path.of("../conf/gateway.yaml");
  private static final Pattern SETTING = Pattern.compile("(?m)^(\\s*)#: ?");

  @TempDir
  private Path directory;

  @Test
  void file_isValid() throws IOException {
    GatewayConfig config = read(FILE, Map.of());
    assertThat(config.models().get("linear").targets()).hasSize(4);
  }

  @Test
  void file_withItsOptionalSettings_isValid() throws Exception {
    String certificate = new CertificateBuilder()
        .subject("CN=test")
        .setIsCertificateAuthority(true)
        .buildSelfSigned()
        .getCertificatePEM();
    Files.writeString(directory.resolve("psc.pem"), certificate);
    Files.writeString(directory.resolve("token"), "secret");
    Files.writeString(directory.resolve("api-key"), "secret");
    Files.writeString(directory.resolve("key-hashes"), "0123456789abcdef".repeat(4));
    Path file = Files.writeString(directory.resolve("gateway.yaml"), complete());
    GatewayConfig config = read(file, Map.of("MODELS_API_KEY", "secret"));
    assertThat(config.models().get("linear").targets()).hasSize(8);
    assertThat(config.access().keys()).hasSize(2);
    assertThat(config.access().idTokens()).isPresent();
  }

  private static GatewayConfig read(Path file, Map<String, String> environment) throws IOException {
    ConfigContent content = ConfigContent.of(
        file.toString(), file.toAbsolutePath().getParent(), Files.readAllBytes(file));
    return ConfigFile.parse(content, environment);
  }

  @Test
  void file_withItsOptionalSettings_hasEveryKeyAndNoOther() throws IOException {
    List<String> written = new ArrayList<>();
    sections()
        .forEach(section ->
            section.map().entries().keySet().forEach(key -> written.add(section.name() + key)));
    assertThat(new TreeSet<>(written)).isEqualTo(new TreeSet<>(Schema.keys().keySet()));
  }

  @Test
  void file_toldDefaults_areTheDefaults() throws IOException {
    List<String> lines = complete().lines().toList();
    List<String> told = new ArrayList<>();
    for (Section section : sections()) {
      section.map().entries().forEach((key, node) -> {
        String remark = remarkAbove(lines, node.line());
        if (remark.contains("Default: ")) {
          told.add(section.name() + key + "=" + remark.replaceAll(".*Default: (\\S+).*", "$1"));
        }
      });
    }
    List<String> real = Schema.keys().entrySet().stream()
        .flatMap(
            entry -> entry.getValue().standard().stream().map(text -> entry.getKey() + "=" + text))
        // In a target these two are those of the top, and are told there.
        .filter(text -> !text.startsWith("target.trust") && !text.startsWith("target.credential"))
        .toList();
    assertThat(told).containsExactlyInAnyOrderElementsOf(real);
  }

  private record Section(String name, ConfigNode.Entries map) {}

  /** Every map of the file that has keys of ours: not models, nor strategies and their options. */
  private static List<Section> sections() throws IOException {
    Problems problems = new Problems();
    ConfigNode root = new YamlDocument(problems).parse(complete()).orElseThrow();
    problems.throwIfAny(FILE.toString());
    List<Section> sections = new ArrayList<>();
    collect(root, sections);
    return sections;
  }

  private static void collect(ConfigNode node, List<Section> into) {
    if (node instanceof ConfigNode.Entries map) {
      if (!map.path().equals("models") && !map.path().contains(".strategy")) {
        into.add(new Section(Schema.prefix(map.path()), map));
      }
      map.entries().values().forEach(child -> collect(child, into));
    } else if (node instanceof ConfigNode.Items list) {
      list.items().forEach(child -> collect(child, into));
    }
  }

  private static String remarkAbove(List<String> lines, int line) {
    int first = line - 1;
    while (first > 0 && lines.get(first - 1).strip().startsWith("#")) {
      first--;
    }
    return Stream.iterate(first, i -> i + 1)
        .limit(line - 1 - first)
        .map(i -> lines.get(i).strip())
        .reduce("", (all, next) -> all + " " + next);
  }

  private static String complete() throws IOException {
    return SETTING.matcher(Files.readString(FILE)).replaceAll("$1");
  }
}
