package io.rhumb.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.TargetsView;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceConfigurationError;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StrategyRegistryTest {

  private static final String PATH = "models.fraud.strategy";
  private static final LongSupplier CLOCK = () -> 42;
  private static final Random RANDOM = new Random(1);

  @TempDir
  private Path directory;

  @Test
  void builtIn_isFoundByItsName() {
    StrategyRegistry registry = StrategyRegistry.ofClassPath(CLOCK, RANDOM);

    assertThat(registry.create(PATH, StrategySpec.of("local-first"), "us-central1"))
        .isNotNull();
  }

  @Test
  void unknownName_listsTheKnownOnes() throws Exception {
    StrategyRegistry registry = with(Wrapping.class, Plain.class);

    assertThatThrownBy(() -> registry.create(PATH, StrategySpec.of("lokal-first"), "r"))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("models.fraud.strategy: lokal-first (expected: one of hedged, ")
        .hasMessageContaining(" local-first, plain, ")
        .hasMessageEndingWith(", wrapping)");
  }

  @Test
  void optionThatNobodyRead_isRefused() throws Exception {
    StrategyRegistry registry = with(Plain.class);
    StrategySpec misspelt = new StrategySpec("plain", Map.of("labell", "x"));

    assertThatThrownBy(() -> registry.create(PATH, misspelt, "r"))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("models.fraud.strategy.plain.labell: unknown option (expected: one of label)");
  }

  @Test
  void optionOfAStrategyWithoutAny_isRefused() {
    StrategyRegistry registry = StrategyRegistry.ofClassPath(CLOCK, RANDOM);
    StrategySpec spec = new StrategySpec("local-first", Map.of("fast", true));

    assertThatThrownBy(() -> registry.create(PATH, spec, "r"))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageContaining("models.fraud.strategy.local-first.fast")
        .hasMessageContaining("no options");
  }

  @Test
  void optionOfTheWrongType_isRefusedWithItsPath() throws Exception {
    StrategyRegistry registry = with(Plain.class);
    StrategySpec spec = new StrategySpec("plain", Map.of("label", 5));

    assertThatThrownBy(() -> registry.create(PATH, spec, "r"))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("models.fraud.strategy.plain.label: 5 (expected: text)");
  }

  @Test
  void options_clockChanceAndRegion_reachTheStrategy() throws Exception {
    StrategySpec spec = new StrategySpec("plain", Map.of("label", "mine"));

    Named strategy = (Named) with(Plain.class).create(PATH, spec, "us-central1");

    assertThat(strategy.label).isEqualTo("mine");
    assertThat(strategy.context.clock()).isSameAs(CLOCK);
    assertThat(strategy.context.random()).isSameAs(RANDOM);
    assertThat(strategy.context.localRegion()).isEqualTo("us-central1");
  }

  @Test
  void nestedStrategy_isCreatedWithItsOwnOptions() throws Exception {
    StrategySpec spec = new StrategySpec(
        "wrapping",
        Map.of("of", Map.of("wrapping", Map.of("of", Map.of("plain", Map.of("label", "in"))))));

    Wrapper outer = (Wrapper) with(Wrapping.class, Plain.class).create(PATH, spec, "us-east4");

    Named inner = (Named) ((Wrapper) outer.inner).inner;
    assertThat(inner.label).isEqualTo("in");
    assertThat(inner.context.localRegion()).isEqualTo("us-east4");
  }

  @Test
  void nestedUnknownName_isReportedWhereItStands() throws Exception {
    StrategySpec spec = new StrategySpec("wrapping", Map.of("of", "nope"));

    assertThatThrownBy(() -> with(Wrapping.class).create(PATH, spec, "r"))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("models.fraud.strategy.wrapping: nope (expected: one of ")
        .hasMessageContaining(" local-first, ")
        .hasMessageEndingWith(", wrapping)");
  }

  @Test
  void nestedUnknownOption_isReportedWhereItStands() throws Exception {
    StrategySpec spec =
        new StrategySpec("wrapping", Map.of("of", Map.of("plain", Map.of("colour", "red"))));

    assertThatThrownBy(() -> with(Wrapping.class, Plain.class).create(PATH, spec, "r"))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("models.fraud.strategy.wrapping.plain.colour: unknown option");
  }

  @Test
  void twoProvidersOfOneName_areRefused() {
    assertThatThrownBy(() -> with(Plain.class, AlsoPlain.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("plain")
        .hasMessageContaining(Plain.class.getName())
        .hasMessageContaining(AlsoPlain.class.getName());
  }

  @Test
  void providerThatIsNotThere_isReported() {
    assertThatThrownBy(() -> withNames("com.example.Missing"))
        .isInstanceOf(ServiceConfigurationError.class)
        .hasMessageContaining("com.example.Missing");
  }

  @Test
  void providerThatCreatesNothing_isRefused() throws Exception {
    StrategyRegistry registry = with(Empty.class);

    assertThatThrownBy(() -> registry.create(PATH, StrategySpec.of("empty"), "r"))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageContaining("models.fraud.strategy.empty")
        .hasMessageContaining(Empty.class.getName());
  }

  /** A registry that finds these beside the built-in ones, as a plug-in's jar would offer them. */
  @SafeVarargs
  private StrategyRegistry with(Class<? extends RoutingStrategyProvider>... providers)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (Class<?> provider : providers) {
      names.add(provider.getName());
    }
    return withNames(names.toArray(String[]::new));
  }

  private StrategyRegistry withNames(String... providers) throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(services.resolve(RoutingStrategyProvider.class.getName()), List.of(providers));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return StrategyRegistry.ofClassPath(CLOCK, RANDOM);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final class Named implements RoutingStrategy {

    private final String label;
    private final StrategyContext context;

    Named(String label, StrategyContext context) {
      this.label = label;
      this.context = context;
    }

    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return RoutePlan.of(Step.immediately(targets.get(0).id(), label));
    }
  }

  private record Wrapper(RoutingStrategy inner) implements RoutingStrategy {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return inner.plan(request, targets);
    }
  }

  /** Has one option. */
  public static class Plain implements RoutingStrategyProvider {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Named(config.text("label", "none"), context);
    }
  }

  /** Has the name of another. */
  public static final class AlsoPlain extends Plain {}

  /** Wraps another strategy. */
  public static final class Wrapping implements RoutingStrategyProvider {
    @Override
    public String name() {
      return "wrapping";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Wrapper(context.create(config.strategy("of", StrategySpec.of("local-first"))));
    }
  }

  /** Breaks its contract. */
  public static final class Empty implements RoutingStrategyProvider {
    @Override
    public String name() {
      return "empty";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return null;
    }
  }
}
