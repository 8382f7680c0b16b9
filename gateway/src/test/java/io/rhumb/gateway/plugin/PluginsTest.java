package io.rhumb.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginsTest {

  @TempDir
  private Path folder;

  private final List<Set<String>> adopted = new ArrayList<>();
  private final Promise<Void> unused = Promise.promise();
  private Plugins plugins;
  /** A strategy that somebody needs. */
  private String inUse = "plain";

  @BeforeEach
  void open() {
    plugins = new Plugins(StrategyCatalog.of(new Plain()), folder, Runnable::run);
  }

  @AfterEach
  void close() {
    plugins.close();
  }

  /** Twice: a change is believed when it is still there. */
  private void scan() {
    plugins.scan(this::adopt);
    plugins.scan(this::adopt);
  }

  private Future<Void> adopt(StrategyCatalog catalog, Set<String> changed) {
    if (!catalog.names().contains(inUse)) {
      throw new InvalidStrategyConfigException("models.fraud.strategy: " + inUse);
    }
    adopted.add(Set.copyOf(changed));
    return unused.future();
  }

  private PluginStatus status(String file) {
    return plugins.statuses().stream()
        .filter(status -> status.file().equals(file))
        .findFirst()
        .orElseThrow();
  }

  private String problem(String file) {
    return status(file).problem().orElseThrow();
  }

  private Path jar(String file) {
    return folder.resolve(file);
  }

  @Test
  void folderThatIsNotThere_holdsNothing() {
    plugins = new Plugins(StrategyCatalog.of(new Plain()), folder.resolve("none"), Runnable::run);
    scan();

    assertThat(plugins.catalog().names()).containsExactly("plain");
    assertThat(plugins.statuses()).isEmpty();
    assertThat(adopted).isEmpty();
  }

  @Test
  void newJar_isTakenOver_andOnceOnly() {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    scan();

    assertThat(plugins.catalog().names()).containsExactly("pinned", "plain");
    assertThat(adopted).containsExactly(Set.of("pinned"));
    assertThat(status("a.jar").strategies()).containsExactly("pinned");
    assertThat(status("a.jar").digest()).isPresent();
    assertThat(status("a.jar").problem()).isEmpty();
  }

  @Test
  void changedJar_isTakenOver_andTheOldOneClosedOnceNobodyUsesIt() {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    Optional<String> before = status("a.jar").digest();
    ClassLoader old = loader();
    new PinnedJar().write(jar("a.jar"), "europe-west4");
    scan();

    assertThat(adopted).containsExactly(Set.of("pinned"), Set.of("pinned"));
    assertThat(status("a.jar").digest()).isNotEqualTo(before);
    assertThat(loader()).isNotSameAs(old);
    assertThat(old.getResource("com/example/Pinned.class")).isNotNull();
    unused.complete();
    assertThat(old.getResource("com/example/Pinned.class")).isNull();
  }

  private ClassLoader loader() {
    return plugins
        .catalog()
        .create("strategy", io.rhumb.strategy.StrategySpec.of("pinned"), ENVIRONMENT)
        .outermost()
        .getClass()
        .getClassLoader();
  }

  private static final io.rhumb.engine.StrategyEnvironment ENVIRONMENT =
      new io.rhumb.engine.StrategyEnvironment(() -> 0, new java.util.Random(1), "r");

  @Test
  void jarThatIsStillBeingWritten_isLeftAlone_untilItIsWhole() throws IOException {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    byte[] whole = Files.readAllBytes(new PinnedJar().write(jar("b.tmp"), "europe-west4"));
    for (int length = 1; length < whole.length; length += whole.length / 5) {
      Files.write(jar("a.jar"), java.util.Arrays.copyOf(whole, length));
      plugins.scan(this::adopt);
    }
    assertThat(status("a.jar").problem()).isEmpty();
    assertThat(adopted).hasSize(1);
    Files.write(jar("a.jar"), whole);
    scan();

    assertThat(status("a.jar").problem()).isEmpty();
    assertThat(adopted).hasSize(2);
  }

  @Test
  void jarThatIsGoneForAMoment_isNotMissed() throws IOException {
    inUse = "pinned";
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    Files.delete(jar("a.jar"));
    plugins.scan(this::adopt);
    new PinnedJar().write(jar("a.jar"), "europe-west4");
    scan();

    assertThat(status("a.jar").problem()).isEmpty();
    assertThat(adopted).hasSize(2);
  }

  @Test
  void touchedJar_withTheSameContent_isNotTakenOverAgain() throws IOException {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    Files.setLastModifiedTime(jar("a.jar"), FileTime.fromMillis(1));
    Files.write(jar("a.jar"), Files.readAllBytes(jar("a.jar")));
    scan();

    assertThat(adopted).hasSize(1);
  }

  @Test
  void changedJar_withTheOldTimeAndTheOldSize_isNoticed() throws IOException {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    FileTime time = Files.getLastModifiedTime(jar("a.jar"));
    byte[] content = Files.readAllBytes(jar("a.jar"));
    content[10]++;
    Files.write(jar("a.jar"), content);
    Files.setLastModifiedTime(jar("a.jar"), time);
    scan();

    assertThat(adopted.size() == 2 || status("a.jar").problem().isPresent()).isTrue();
  }

  @Test
  void renamedJar_andAnotherVersionUnderAnotherName_takeThePlaceOfTheOld() {
    inUse = "pinned";
    new PinnedJar().write(jar("team-1.0.jar"), "us-east4");
    scan();
    new PinnedJar().write(jar("team-1.1.jar"), "europe-west4");
    assertThat(jar("team-1.0.jar").toFile().delete()).isTrue();
    scan();

    assertThat(plugins.statuses()).extracting(PluginStatus::file).containsExactly("team-1.1.jar");
    assertThat(plugins.statuses()).allMatch(status -> status.problem().isEmpty());
    assertThat(adopted).hasSize(2);
  }

  @Test
  void nameThatIsTaken_isRefused() {
    new PinnedJar().name("plain").write(jar("a.jar"), "us-east4");
    scan();

    assertThat(problem("a.jar"))
        .startsWith("a.jar: strategy plain: provided by ")
        .endsWith(" (expected: one provider)");
    assertThat(plugins.catalog().names()).containsExactly("plain");
    assertThat(adopted).isEmpty();
  }

  @Test
  void twoJars_thatProvideTheSame_theFirstStays() {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    new PinnedJar().write(jar("b.jar"), "europe-west4");
    scan();

    assertThat(status("a.jar").problem()).isEmpty();
    assertThat(problem("b.jar"))
        .isEqualTo("b.jar: strategy pinned: provided by com.example.Pinned of plugin a.jar and"
            + " com.example.Pinned of plugin b.jar (expected: one provider)");
    assertThat(status("b.jar").digest()).isEmpty();
  }

  @Test
  void oneBadJar_doesNotHoldUpTheOthers() throws IOException {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    new PinnedJar().name("plain").write(jar("b.jar"), "us-east4");
    Files.writeString(jar("c.jar"), "no jar");
    new PinnedJar().name("other").write(jar("d.jar"), "us-east4");
    scan();

    assertThat(plugins.catalog().names()).containsExactly("other", "pinned", "plain");
    assertThat(problem("b.jar")).contains("provided by");
    assertThat(problem("c.jar")).contains("not readable");
  }

  @Test
  void changedJar_thatCannotBe_leavesTheOldOneInForce_andSaysSo() throws IOException {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    Optional<String> digest = status("a.jar").digest();
    Files.writeString(jar("a.jar"), "no jar");
    scan();

    assertThat(status("a.jar").digest()).isEqualTo(digest);
    assertThat(problem("a.jar")).startsWith("a.jar: not readable: ");
    assertThat(plugins.catalog().names()).containsExactly("pinned", "plain");
    new PinnedJar().write(jar("a.jar"), "europe-west4");
    scan();
    assertThat(status("a.jar").problem()).isEmpty();
  }

  @Test
  void changedJar_thatTheAdopterRefuses_leavesTheOldOneInForce() {
    inUse = "pinned";
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    Optional<String> digest = status("a.jar").digest();
    new PinnedJar().name("other").write(jar("a.jar"), "us-east4");
    scan();

    assertThat(problem("a.jar")).isEqualTo("a.jar: models.fraud.strategy: pinned");
    assertThat(status("a.jar").digest()).isEqualTo(digest);
    assertThat(plugins.catalog().names()).containsExactly("pinned", "plain");
  }

  @Test
  void removedJar_thatIsInUse_isRefused_andStays() throws IOException {
    inUse = "pinned";
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    Files.delete(jar("a.jar"));
    scan();

    assertThat(problem("a.jar"))
        .isEqualTo("a.jar: removed, but in use: models.fraud.strategy: pinned");
    assertThat(status("a.jar").digest()).isPresent();
    assertThat(loader().getResource("com/example/Pinned.class")).isNotNull();
  }

  @Test
  void removedJar_thatNobodyUses_isGone() throws IOException {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    Files.delete(jar("a.jar"));
    scan();

    assertThat(plugins.statuses()).isEmpty();
    assertThat(plugins.catalog().names()).containsExactly("plain");
  }

  @Test
  void whatCannotBeRead_isAProblemOfItsOwn_andHoldsUpNothing() throws IOException {
    Files.createDirectory(jar("a.jar"));
    Files.createSymbolicLink(jar("b.jar"), folder.resolve("nowhere"));
    new PinnedJar().write(jar("c.jar"), "us-east4");
    scan();

    assertThat(plugins.catalog().names()).containsExactly("pinned", "plain");
    assertThat(problem("a.jar")).startsWith("a.jar: not readable: ");
    assertThat(problem("b.jar")).startsWith("b.jar: not readable: ");
  }

  @Test
  void jarThatIsLargerThanTheHeap_isRefused_andHoldsUpNothing() throws IOException {
    enlarge(jar("a.jar"), 3L << 30);
    new PinnedJar().write(jar("b.jar"), "us-east4");
    scan();

    assertThat(plugins.catalog().names()).containsExactly("pinned", "plain");
    assertThat(problem("a.jar"))
        .isEqualTo("a.jar: 3221225472 bytes (expected: a jar of at most 67108864 bytes)");
  }

  @Test
  void changedJar_thatIsTooLarge_leavesTheOldOneInForce() throws IOException {
    new PinnedJar().write(jar("a.jar"), "us-east4");
    scan();
    enlarge(jar("a.jar"), (64 << 20) + 1);
    scan();

    assertThat(plugins.catalog().names()).containsExactly("pinned", "plain");
    assertThat(problem("a.jar")).startsWith("a.jar: 67108865 bytes (expected: ");
  }

  /** Takes no room on the disk. */
  private static void enlarge(Path file, long bytes) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(bytes);
    }
  }

  @Test
  void nameThatChanges_isAskedForOnce() {
    new PinnedJar().write(jar("innocent.jar"), "us-east4");
    new JarBuilder()
        .source(
            "com.example.Fickle",
            """
            package com.example;
            import io.rhumb.strategy.*;
            public class Fickle implements RoutingStrategyProvider {
              private int asked;
              public String name() { return "fickle-" + asked++; }
              public RoutingStrategy create(StrategyConfig c, StrategyContext x) { return null; }
            }
            """)
        .providers("com.example.Fickle")
        .write(jar("fickle.jar"));
    scan();
    new PinnedJar().write(jar("innocent.jar"), "europe-west4");
    scan();

    assertThat(plugins.catalog().names()).containsExactly("fickle-0", "pinned", "plain");
    assertThat(plugins.statuses()).allMatch(status -> status.problem().isEmpty());
  }

  @Test
  void jarThatNeedsAnother_isTakenOverAfterIt_whateverAThirdOneIs() throws IOException {
    inUse = "pinned";
    new PinnedJar().name("pinned").write(jar("b.jar"), "us-east4");
    scan();
    new PinnedJar().name("pinned").write(jar("a.jar"), "us-east4");
    new PinnedJar().name("other").write(jar("b.jar"), "us-east4");
    new PinnedJar().name("plain").write(jar("c.jar"), "us-east4");
    scan();

    assertThat(plugins.catalog().names()).contains("pinned", "plain");
    assertThat(problem("c.jar")).contains("provided by");
  }

  private static JarBuilder rude(String name) {
    return new JarBuilder()
        .source(
            "com.example.Rude",
            """
            package com.example;
            import io.rhumb.strategy.*;
            public class Rude implements RoutingStrategyProvider {
              public String name() { NAME }
              public RoutingStrategy create(StrategyConfig c, StrategyContext x) { return null; }
            }
            """
                .replace("NAME", name))
        .providers("com.example.Rude");
  }

  @Test
  void nameThatDoesNotReturn_isGivenUp_andNotAskedForAgain() throws IOException {
    plugins = new Plugins(
        StrategyCatalog.of(new Plain()),
        folder,
        Runnable::run,
        new BoundedCalls(Duration.ofSeconds(2)));
    rude("""
            System.getProperties().merge("rhumb.test.asked", 1, (a, b) -> (Integer) a + (Integer) b);
            new java.util.concurrent.Semaphore(0).acquireUninterruptibly();
            return "rude";""")
        .write(jar("a.jar"));
    new PinnedJar().write(jar("b.jar"), "us-east4");
    scan();

    String expected =
        "a.jar: did not return within 2 s (expected: providers that do not wait for anything)";
    assertThat(problem("a.jar")).isEqualTo(expected);
    assertThat(plugins.catalog().names()).containsExactly("pinned", "plain");
    Files.delete(jar("b.jar"));
    scan();
    assertThat(problem("a.jar")).isEqualTo(expected);
    assertThat(plugins.catalog().names()).containsExactly("plain");
    assertThat(System.getProperties().remove("rhumb.test.asked")).isEqualTo(1);
  }

  @Test
  void exceptionInName_isRefused() {
    rude("throw new IllegalStateException(\"on purpose\");").write(jar("rude.jar"));
    scan();

    assertThat(problem("rude.jar")).startsWith("rude.jar: ").contains("on purpose");
    assertThat(plugins.catalog().names()).containsExactly("plain");
  }

  @Test
  void errorInName_isRefused_andHoldsUpNothing_nowOrLater() {
    rude("throw new Error(\"on purpose\");").write(jar("a.jar"));
    new PinnedJar().write(jar("b.jar"), "us-east4");
    scan();

    assertThat(problem("a.jar")).startsWith("a.jar: ").contains("java.lang.Error: on purpose");
    assertThat(plugins.catalog().names()).containsExactly("pinned", "plain");
    new PinnedJar().name("other").write(jar("c.jar"), "us-east4");
    scan();
    assertThat(plugins.catalog().names()).containsExactly("other", "pinned", "plain");
  }

  /** Comes with the gateway. */
  private static final class Plain implements RoutingStrategyProvider {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      throw new AssertionError("never asked");
    }
  }
}
