package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a release is made of agrees with itself. */
class ReleaseIT {

  private static final Path TARGET = Rhumb.JAR.getParent();
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  private final String version = first(VERSION, "pom.xml");

  @Test
  void version_isTheSameEverywhere() throws IOException {
    assertThat(Rhumb.jar("--version").run().out()).containsExactly("rhumb " + version);
    assertThat(manifest().getValue("Implementation-Version")).isEqualTo(version);
    assertThat(first(Pattern.compile("(?m)^## (?!Unreleased)(\\S+)"), "CHANGELOG.md"))
        .isEqualTo(version);
    assertThat(first(
            Pattern.compile("<rhumb.version>([^<]+)</rhumb.version>"),
            "strategies/example/pom.xml"))
        .isEqualTo(version);
  }

  @Test
  void billOfMaterials_isOfThisVersion() throws IOException {
    assertThat(
            materials().getJsonObject("metadata").getJsonObject("component").getString("version"))
        .isEqualTo(version);
  }

  @Test
  void everyModule_hasTheVersionOfItsParent() throws IOException {
    try (Stream<Path> files = Files.walk(Rhumb.ROOT, 3)) {
      List<Path> poms = files
          .filter(file -> file.endsWith("pom.xml"))
          .filter(file -> text(file).contains("<parent>"))
          .toList();
      assertThat(poms).hasSizeGreaterThan(5).allSatisfy(pom -> assertThat(text(pom))
          .containsPattern("<parent>[^/]*</groupId>[^/]*</artifactId>\\s*<version>"
              + Pattern.quote(version) + "</version>"));
    }
  }

  @Test
  void changelog_hasTheThreeSections() {
    assertThat(matches(Pattern.compile("(?m)^### (.+)$"), "CHANGELOG.md"))
        .contains("API", "SPI", "Behaviour")
        .isSubsetOf("API", "SPI", "Behaviour");
  }

  @Test
  void billOfMaterials_namesWhatIsInTheJar() throws IOException {
    List<String> purls = materials().getJsonArray("components").stream()
        .map(component -> ((JsonObject) component).getString("purl"))
        .toList();
    assertThat(purls)
        .anyMatch(purl -> purl.startsWith("pkg:maven/io.netty/netty-handler@" + netty()))
        .anyMatch(purl -> purl.startsWith("pkg:maven/io.vertx/vertx-core@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/info.picocli/picocli@"))
        .noneMatch(purl -> purl.contains("junit") || purl.contains("assertj"));
  }

  @Test
  void everyDependency_hasALicence() throws IOException {
    List<String> dependencies = Files.readAllLines(TARGET.resolve("THIRD-PARTY.txt")).stream()
        .filter(line -> line.startsWith("     ("))
        .toList();
    assertThat(dependencies).hasSizeGreaterThan(50).noneMatch(line -> line.toLowerCase(Locale.ROOT)
        .contains("unknown"));
  }

  @Test
  void jar_bearsTheTimeOfTheSourcesAndNotOfTheBuild() throws IOException {
    Instant fixed =
        Instant.parse(first(Pattern.compile("<project.build.outputTimestamp>([^<]+)<"), "pom.xml"));
    LocalDateTime time = LocalDateTime.ofInstant(fixed, ZoneOffset.UTC);
    try (JarFile jar = new JarFile(Rhumb.JAR.toFile())) {
      assertThat(jar.stream().filter(entry -> entry.getName().startsWith("io/rhumb/")))
          .extracting(JarEntry::getTimeLocal)
          .containsOnly(time);
    }
  }

  private static Attributes manifest() throws IOException {
    try (JarFile jar = new JarFile(Rhumb.JAR.toFile())) {
      return jar.getManifest().getMainAttributes();
    }
  }

  // Maven leaves the plugin out where it is told to stay offline. That CI has the file, .ci/run
  // sees to.
  private static JsonObject materials() throws IOException {
    Path file = TARGET.resolve("rhumb.cdx.json");
    assumeThat(file).exists();
    return new JsonObject(Files.readString(file));
  }

  private static String netty() {
    return first(Pattern.compile("<netty.version>([^<]+)<"), "pom.xml");
  }

  private static String first(Pattern pattern, String file) {
    return matches(pattern, file).get(0);
  }

  private static List<String> matches(Pattern pattern, String file) {
    return pattern
        .matcher(text(Rhumb.ROOT.resolve(file)))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
