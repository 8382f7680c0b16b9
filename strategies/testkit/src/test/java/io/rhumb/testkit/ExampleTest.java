package io.rhumb.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example is no module of this build, as a team's project is none: here it is compiled and tested all the same. */
final class ExampleTest {

  private static final Path EXAMPLE = Path.of("../example");
  private static final String SERVICE =
      "META-INF/services/io.rhumb.strategy.RoutingStrategyProvider";

  @Test
  void strategy_compilesAgainstTheSpiAlone(@TempDir Path classes) throws Exception {
    String spi = Path.of(RoutingStrategy.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI())
        .toString();

    try (Project project = Project.compile(EXAMPLE.resolve("src/main/java"), classes, spi)) {
      assertThat(project.load(provider())).isPublic();
    }
  }

  @Test
  void tests_pass(@TempDir Path classes) throws Exception {
    Files.createDirectories(classes.resolve(SERVICE).getParent());
    Files.copy(EXAMPLE.resolve("src/main/resources").resolve(SERVICE), classes.resolve(SERVICE));

    try (Project project =
        Project.compile(EXAMPLE.resolve("src"), classes, System.getProperty("java.class.path"))) {
      Trial trial = project.test();

      assertThat(trial.failures()).isEmpty();
      assertThat(trial.passed()).contains("plan_isMade", "share_goesToTheCanaryFirst");
    }
  }

  @Test
  void pom_namesTheVersionsOfThisBuild() throws IOException {
    String pom = Files.readString(EXAMPLE.resolve("pom.xml"));
    String ours = Files.readString(Path.of("../../pom.xml"));

    assertThat(tag(pom, "rhumb.version")).isEqualTo(tag(ours, "version"));
    assertThat(pom).contains("<version>" + tag(ours, "junit.version") + "</version>");
  }

  private static String provider() throws IOException {
    return Files.readString(EXAMPLE.resolve("src/main/resources").resolve(SERVICE))
        .strip();
  }

  private static String tag(String xml, String name) {
    Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
