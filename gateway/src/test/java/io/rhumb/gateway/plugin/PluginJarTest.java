package io.rhumb.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PluginJarTest {

  @TempDir
  private Path folder;

  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("team.jar");
  }

  private static String provider(String name, String body) {
    return """
        package com.example;
        import io.rhumb.strategy.*;
        public class %s implements RoutingStrategyProvider {
          %s
          public String name() { return "team"; }
          public RoutingStrategy create(StrategyConfig config, StrategyContext context) { return null; }
        }
        """
        .formatted(name, body);
  }

  private static JarBuilder team(String body) {
    return new JarBuilder()
        .source("com.example.Team", provider("Team", body))
        .providers("com.example.Team");
  }

  @Test
  void jar_isOpened_withItsDigestAndItsProviders() throws Exception {
    try (PluginJar jar = PluginJar.open(team("").write(file))) {
      assertThat(jar.digest()).matches("[0-9a-f]{64}");
      assertThat(jar.strategies().names()).containsExactly("team");
      assertThat(jar.loader().getParent().getParent())
          .isEqualTo(ClassLoader.getPlatformClassLoader());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.rhumb.gateway.Main",
        "io.rhumb.engine.Planner",
        "io.rhumb.strategy.builtin.LocalFirstProvider",
        "io.vertx.core.Vertx",
        "org.jspecify.annotations.Nullable"
      })
  void classesOfTheGateway_areNotSeen(String name) throws Exception {
    assertThat(Class.forName(name)).isNotNull();
    try (PluginJar jar = PluginJar.open(team("").write(file))) {
      assertThatThrownBy(() -> Class.forName(name, false, jar.loader()))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void theSpiAndTheJdk_areSeen() throws Exception {
    try (PluginJar jar = PluginJar.open(team("").write(file))) {
      assertThat(Class.forName("io.rhumb.strategy.RoutePlan", false, jar.loader()))
          .isSameAs(io.rhumb.strategy.RoutePlan.class);
      assertThat(Class.forName("java.sql.Driver", false, jar.loader()).getClassLoader())
          .isNotSameAs(jar.loader());
    }
  }

  @Test
  void dependenciesOfItsOwn_areItsOwn_evenWhereTheGatewayHasTheSame() throws Exception {
    JarBuilder builder = team("")
        .source(
            "io.vertx.core.Vertx",
            "package io.vertx.core; public interface Vertx { String OWN = \"own\"; }");
    try (PluginJar jar = PluginJar.open(builder.write(file))) {
      Class<?> own = Class.forName("io.vertx.core.Vertx", false, jar.loader());

      assertThat(own.getField("OWN").get(null)).isEqualTo("own");
      assertThat(own).isNotSameAs(io.vertx.core.Vertx.class);
    }
  }

  @Test
  void copyOfTheSpi_inTheJar_isNotLookedAt() throws Exception {
    byte[] nonsense = "not a class".getBytes(StandardCharsets.UTF_8);
    JarBuilder builder = team("")
        .entry("io/rhumb/strategy/RoutingStrategyProvider.class", nonsense)
        .entry("java/lang/String.class", nonsense);
    try (PluginJar jar = PluginJar.open(builder.write(file))) {
      assertThat(jar.strategies().names()).containsExactly("team");
    }
  }

  @Test
  void fileOnDisk_mayBeReplaced_whileItsClassesAreStillLoaded() throws Exception {
    JarBuilder builder =
        team("").source("com.example.Late", "package com.example; public class Late {}");
    try (PluginJar jar = PluginJar.open(builder.write(file))) {
      Files.writeString(file, "overwritten in place");

      assertThat(Class.forName("com.example.Late", true, jar.loader())).isNotNull();
    }
  }

  @Test
  void close_endsLoading() throws Exception {
    PluginJar jar = PluginJar.open(team("")
        .source("com.example.Late", "package com.example; public class Late {}")
        .write(file));
    URL late = jar.loader().getResource("com/example/Late.class");
    assertThat(late.openStream().readAllBytes()).isNotEmpty();
    jar.close();

    assertThatThrownBy(late::openStream).isInstanceOf(FileNotFoundException.class);
    assertThat(jar.loader().getResource("com/example/Late.class")).isNull();
    assertThatThrownBy(() -> Class.forName("com.example.Late", false, jar.loader()))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void resources_areFound_whateverTheirNames() throws Exception {
    JarBuilder builder =
        team("").entry("data/50% of #1? \u00fc.txt", bytes("a")).entry("data/b.txt", bytes("b"));
    try (PluginJar jar = PluginJar.open(builder.write(folder.resolve("a b #1.jar")))) {
      URL resource = jar.loader().getResource("data/50% of #1? \u00fc.txt");

      assertThat(resource.openStream()).hasContent("a");
      assertThat(resource.toURI()).hasToString(resource.toString());
      assertThat(new URL(resource, "b.txt").openStream()).hasContent("b");
      assertThat(jar.loader().getResourceAsStream("data/b.txt")).hasContent("b");
      assertThat(Collections.list(jar.loader().getResources("data/b.txt"))).hasSize(1);
      assertThat(jar.loader().getResource("data/c.txt")).isNull();
    }
  }

  @Test
  void package_hasWhatTheManifestSays() throws Exception {
    JarBuilder builder = team("").attribute("Implementation-Version", "1.2");
    try (PluginJar jar = PluginJar.open(builder.write(file))) {
      Class<?> type = Class.forName("com.example.Team", true, jar.loader());

      assertThat(type.getPackage().getImplementationVersion()).isEqualTo("1.2");
      assertThat(type.getProtectionDomain().getCodeSource().getLocation())
          .hasToString("rhumb-plugin:/team.jar!/");
    }
  }

  @Test
  void servicesOfItsOwn_areFound() throws Exception {
    JarBuilder builder = team("")
        .source(
            "com.example.One",
            "package com.example; public class One implements java.util.function.IntSupplier {"
                + " public int getAsInt() { return 1; } }")
        .entry("META-INF/services/java.util.function.IntSupplier", bytes("com.example.One"));
    try (PluginJar jar = PluginJar.open(builder.write(file))) {
      assertThat(ServiceLoader.load(IntSupplier.class, jar.loader()))
          .extracting(IntSupplier::getAsInt)
          .containsExactly(1);
    }
  }

  @Test
  void jarOfSeveralReleases_isSeenAsThisRuntimeSeesIt() throws Exception {
    JarBuilder builder = team("")
        .attribute("Multi-Release", "true")
        .entry("release.txt", bytes("8"))
        .entry("META-INF/versions/11/release.txt", bytes("11"))
        .entry("META-INF/versions/99/release.txt", bytes("99"));
    try (PluginJar jar = PluginJar.open(builder.write(file))) {
      assertThat(jar.loader().getResourceAsStream("release.txt")).hasContent("11");
    }
  }

  @Test
  void jarThatUnpacksToMoreThanMemoryHas_isRefused() {
    team("").entry("a", new byte[40 << 20]).entry("b", new byte[40 << 20]).write(file);
    assertRefused("more than 67108864 bytes unpacked");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void assertRefused(String problem) {
    assertThatThrownBy(() -> PluginJar.open(file))
        .isInstanceOf(PluginException.class)
        .hasMessageStartingWith("team.jar: ")
        .hasMessageContaining(problem)
        .hasMessageContaining(" (expected: ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void fileThatIsNoJar_isRefused() throws IOException {
    Files.writeString(file, "no jar");
    assertRefused("not readable: zip");
  }

  @Test
  void halfAJar_isRefused() throws IOException {
    team("").write(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertRefused("not readable: ");
  }

  @Test
  void fileThatIsNotThere_isRefused() {
    assertRefused("not readable: java.nio.file.NoSuchFileException");
  }

  @Test
  void jarWithoutAServicesFile_isRefused() {
    new JarBuilder().source("com.example.Team", provider("Team", "")).write(file);
    assertRefused("no META-INF/services/io.rhumb.strategy.RoutingStrategyProvider"
        + " (expected: a file that names its providers)");
  }

  @Test
  void servicesFileThatNamesNothing_isRefused() {
    new JarBuilder().providers().write(file);
    assertRefused(
        "team.jar: META-INF/services/io.rhumb.strategy.RoutingStrategyProvider names nothing"
            + " (expected: at least one provider)");
  }

  @Test
  void missingClass_isRefused() {
    new JarBuilder().providers("com.example.Missing").write(file);
    assertRefused("Provider com.example.Missing not found");
  }

  @Test
  void classThatIsNoProvider_isRefused() {
    new JarBuilder()
        .source("com.example.Team", "package com.example; public class Team {}")
        .providers("com.example.Team")
        .write(file);
    assertRefused("com.example.Team not a subtype");
  }

  @Test
  void missingDependency_isRefused() {
    JarBuilder whole = team("static final Object HELPER = Helper.create();")
        .source(
            "com.example.Helper",
            "package com.example; class Helper { static Object create() { return 1; } }");
    new JarBuilder()
        .entry("com/example/Team.class", whole.compiled("com.example.Team"))
        .providers("com.example.Team")
        .write(file);
    assertRefused("com/example/Helper");
  }

  @Test
  void exceptionInTheConstructor_isRefused() {
    team("public Team() { throw new IllegalStateException(\"on purpose\"); }").write(file);
    assertRefused("IllegalStateException: on purpose");
  }

  @Test
  void errorInName_isRefused_andItsMessageIsOneLine() {
    new JarBuilder()
        .source(
            "com.example.Team",
            provider("Team", "")
                .replace("return \"team\";", "throw new AssertionError(\"a\\nb\");"))
        .providers("com.example.Team")
        .write(file);
    assertRefused("java.lang.AssertionError: a b (expected: a provider that gives its name)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new Error(\"on purpose\");",
        "throw new java.io.IOError(new java.io.IOException(\"on purpose\"));",
        "throw Team.<RuntimeException>any(new java.io.IOException(\"on purpose\"));"
      })
  void whateverNameThrows_isRefused(String statement) {
    String any = "@SuppressWarnings(\"unchecked\") static <T extends Throwable> T any(Throwable t)"
        + " throws T { throw (T) t; }";
    new JarBuilder()
        .source("com.example.Team", provider("Team", any).replace("return \"team\";", statement))
        .providers("com.example.Team")
        .write(file);
    assertRefused("on purpose (expected: a provider that gives its name)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"public Team() { %s }", "static { if (true) { %s } }"})
  void exceptionThatCannotTellWhatItIs_isRefused(String member) {
    String thrown = "throw new IllegalStateException() {"
        + " public String toString() { throw new Error(); }"
        + " public String getMessage() { throw new Error(); } };";
    team(member.formatted(thrown)).write(file);
    assertRefused("Provider com.example.Team could not be instantiated");
  }

  @Test
  void wrongVersionOfTheSpi_isRefused() {
    team("").attribute("Rhumb-Spi-Version", "2").write(file);
    assertRefused("Rhumb-Spi-Version 2 (expected: the version of this gateway, 1)");
  }

  @Test
  void rightVersionOfTheSpi_isTaken() throws Exception {
    team("").attribute("Rhumb-Spi-Version", "1").write(file);
    PluginJar.open(file).close();
  }

  @Test
  void classForANewerJdk_isRefused() {
    byte[] code = team("").compiled("com.example.Team");
    // The major version of the class file.
    code[6] = 0;
    code[7] = 99;
    new JarBuilder()
        .entry("com/example/Team.class", code)
        .providers("com.example.Team")
        .write(file);
    assertRefused("more recent version of the Java Runtime");
  }

  @Test
  void useOfWhatTheSpiDoesNotHave_isRefused() {
    JarBuilder other = team("public Team() { io.rhumb.strategy.Future.create(); }")
        .source(
            "io.rhumb.strategy.Future",
            "package io.rhumb.strategy; public class Future { public static void create() {} }");
    new JarBuilder()
        .entry("com/example/Team.class", other.compiled("com.example.Team"))
        .providers("com.example.Team")
        .write(file);
    assertRefused("io/rhumb/strategy/Future");
  }
}
