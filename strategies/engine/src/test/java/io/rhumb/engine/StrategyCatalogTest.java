package io.rhumb.engine;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

final class StrategyCatalogTest {

  private static final String PATH = "models.fraud.strategy";
  private static final LongSupplier CLOCK = PlanClock.of(() -> 42);
  private static final Random RANDOM = new Random(1);

  private final List<String> closed = new ArrayList<>();

  @Test
  void unknownName_listsTheKnownOnes() throws Exception {
    StrategyCatalog catalog = StrategyCatalog.of(new Wrapping(), new Plain());

    assertThatThrownBy(() -> catalog.create(PATH, StrategySpec.of("lokal-first"), at("r")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("models.fraud.strategy: lokal-first (expected: one of plain, wrapping)");
  }

  @Test
  void optionThatNobodyRead_isRefused() throws Exception {
    StrategyCatalog catalog = StrategyCatalog.of(new Plain());
    StrategySpec misspelt = new StrategySpec("plain", Map.of("labell", "x"));

    assertThatThrownBy(() -> catalog.create(PATH, misspelt, at("r")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("models.fraud.strategy.plain.labell: unknown option (expected: one of label)");
  }

  @Test
  void optionOfAStrategyWithoutAny_isRefused() {
    StrategyCatalog catalog = StrategyCatalog.of(new Lasting(closed));
    StrategySpec spec = new StrategySpec("lasting", Map.of("fast", true));

    assertThatThrownBy(() -> catalog.create(PATH, spec, at("r")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageContaining("models.fraud.strategy.lasting.fast")
        .hasMessageContaining("no options");
    assertThat(closed).as("what had been created").containsExactly("lasting");
  }

  @Test
  void optionOfTheWrongType_isRefusedWithItsPath() throws Exception {
    StrategyCatalog catalog = StrategyCatalog.of(new Plain());
    StrategySpec spec = new StrategySpec("plain", Map.of("label", 5));

    assertThatThrownBy(() -> catalog.create(PATH, spec, at("r")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("models.fraud.strategy.plain.label: 5 (expected: text)");
  }

  @Test
  void options_clockChanceAndRegion_reachTheStrategy() throws Exception {
    StrategySpec spec = new StrategySpec("plain", Map.of("label", "mine"));

    Named strategy = (Named)
        StrategyCatalog.of(new Plain()).create(PATH, spec, at("us-central1")).outermost();

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

    CreatedStrategy created =
        StrategyCatalog.of(new Wrapping(), new Plain()).create(PATH, spec, at("us-east4"));

    Named inner = (Named) ((Wrapper) ((Wrapper) created.outermost()).inner).inner;
    assertThat(created.names()).containsExactlyInAnyOrder("plain", "wrapping");
    assertThat(inner.label).isEqualTo("in");
    assertThat(inner.context.localRegion()).isEqualTo("us-east4");
  }

  @Test
  void nestedUnknownName_isReportedWhereItStands() throws Exception {
    StrategySpec spec = new StrategySpec("wrapping", Map.of("of", "nope"));

    assertThatThrownBy(() -> StrategyCatalog.of(new Wrapping()).create(PATH, spec, at("r")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("models.fraud.strategy.wrapping: nope (expected: one of wrapping)");
  }

  @Test
  void nestedUnknownOption_isReportedWhereItStands() throws Exception {
    StrategySpec spec =
        new StrategySpec("wrapping", Map.of("of", Map.of("plain", Map.of("colour", "red"))));

    assertThatThrownBy(
            () -> StrategyCatalog.of(new Wrapping(), new Plain()).create(PATH, spec, at("r")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("models.fraud.strategy.wrapping.plain.colour: unknown option");
  }

  @Test
  void twoProvidersOfOneName_areRefused() {
    assertThatThrownBy(() -> StrategyCatalog.of(new Plain(), new AlsoPlain()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plain")
        .hasMessageContaining(Plain.class.getName())
        .hasMessageContaining(AlsoPlain.class.getName());
  }

  @Test
  void nameThatIsNone_isRefused() {
    assertThatThrownBy(() -> StrategyCatalog.of(new Plain() {
          @Override
          public String name() {
            return "Plain Sailing";
          }
        }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(": Plain Sailing (expected: lower-case words joined by hyphens)");
  }

  @Test
  void providerThatCreatesNothing_isRefused() throws Exception {
    StrategyCatalog catalog = StrategyCatalog.of(new Empty());

    assertThatThrownBy(() -> catalog.create(PATH, StrategySpec.of("empty"), at("r")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageContaining("models.fraud.strategy.empty")
        .hasMessageContaining(Empty.class.getName());
  }

  @Test
  void exceptionInCreate_isOneLineThatSaysWhere() {
    StrategyCatalog catalog = StrategyCatalog.of(new Wrapping(), new Lasting(closed), new Broken());
    StrategySpec spec = new StrategySpec("wrapping", Map.of("of", "broken"));

    assertThatThrownBy(() -> catalog.create(PATH, spec, at("r")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("models.fraud.strategy.wrapping.broken: java.lang.NoClassDefFoundError: "
            + "com/example/Gone (expected: a strategy of " + Broken.class.getName() + ")")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
    assertThat(closed).as("the one that it had decorated").containsExactly("lasting");
  }

  @Test
  void exceptionThatCannotTellWhatItIs_isToldByItsClass() {
    StrategyCatalog catalog = StrategyCatalog.of(new Plain() {
      @Override
      public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
        throw new Untellable();
      }
    });

    assertThatThrownBy(() -> catalog.create(PATH, StrategySpec.of("plain"), at("r")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith(
            "models.fraud.strategy.plain: " + Untellable.class.getName() + " (expected: ");
  }

  @Test
  void errorInName_isRefused() {
    assertThatThrownBy(() -> StrategyCatalog.of(new Plain() {
          @Override
          public String name() {
            throw new Error("on purpose");
          }
        }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            ": java.lang.Error: on purpose (expected: a provider that gives its name)");
  }

  @Test
  void endOfTheVirtualMachine_isNotHeldUp() {
    assertThatThrownBy(() -> StrategyCatalog.of(new Plain() {
          @Override
          public String name() {
            throw new OutOfMemoryError("on purpose");
          }
        }))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void close_closesAll_theOutermostFirst_whateverOneThrows() {
    StrategySpec spec = new StrategySpec("wrapping", Map.of("of", "lasting"));
    CreatedStrategy created =
        StrategyCatalog.of(new Wrapping(), new Lasting(closed)).create(PATH, spec, at("r"));

    assertThatThrownBy(created::close)
        .isInstanceOf(IllegalStateException.class)
        .satisfies(failure -> assertThat(failure.getSuppressed()[0]).hasMessage("wrapping"));
    assertThat(closed).containsExactly("lasting");
  }

  @Test
  void nestedStrategy_thatIsAskedForTooLate_isRefused() {
    StrategyCatalog catalog = StrategyCatalog.of(new Plain());
    Named strategy =
        (Named) catalog.create(PATH, StrategySpec.of("plain"), at("r")).outermost();

    assertThatThrownBy(() -> strategy.context.create(StrategySpec.of("plain")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("too late");
  }

  @Test
  void close_andCreate_runWithTheStrategysOwnClassLoader() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    List<ClassLoader> seen = new ArrayList<>();
    Thread.currentThread().setContextClassLoader(null);
    StrategyCatalog.of(new Curious(seen))
        .create(PATH, StrategySpec.of("curious"), at("r"))
        .close();

    assertThat(seen)
        .containsExactly(Curious.class.getClassLoader(), Curious.class.getClassLoader());
    assertThat(Thread.currentThread().getContextClassLoader()).isNull();
    Thread.currentThread().setContextClassLoader(before);
  }

  /** What a gateway in that region gives. */
  private static StrategyEnvironment at(String region) {
    return new StrategyEnvironment(CLOCK, RANDOM, region);
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

  private static final class Untellable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException();
    }
  }

  private record Wrapper(RoutingStrategy inner) implements RoutingStrategy {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return inner.plan(request, targets);
    }

    @Override
    public void close() {
      throw new IllegalStateException("wrapping");
    }
  }

  /** Says when it is closed. */
  private record Lasting(List<String> closed) implements RoutingStrategyProvider {
    @Override
    public String name() {
      return "lasting";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new RoutingStrategy() {
        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          throw new AssertionError("never asked");
        }

        @Override
        public void close() {
          closed.add("lasting");
        }
      };
    }
  }

  /** Looks at the class loader of the thread. */
  private record Curious(List<ClassLoader> seen) implements RoutingStrategyProvider {
    @Override
    public String name() {
      return "curious";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      seen.add(Thread.currentThread().getContextClassLoader());
      return new RoutingStrategy() {
        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          throw new AssertionError("never asked");
        }

        @Override
        public void close() {
          seen.add(Thread.currentThread().getContextClassLoader());
        }
      };
    }
  }

  /** Decorates one, and then misses a class. */
  private static final class Broken implements RoutingStrategyProvider {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      context.create(StrategySpec.of("lasting"));
      throw new NoClassDefFoundError("com/example/Gone");
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
