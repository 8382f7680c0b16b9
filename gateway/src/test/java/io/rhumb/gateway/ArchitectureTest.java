package io.rhumb.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the packages point one way. */
class ArchitectureTest {

  private static JavaClasses code;

  @BeforeAll
  static void importEverything() {
    code = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        // Tests that modules share come in jars of their own.
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages("io.rhumb");
  }

  @Test
  void everyModuleIsSeen() {
    assertThat(code.contain("io.rhumb.strategy.RoutingStrategy")).isTrue();
    assertThat(code.contain("io.rhumb.engine.Dispatch")).isTrue();
    assertThat(code.contain("io.rhumb.strategy.builtin.LocalFirstProvider")).isTrue();
    assertThat(code.contain("io.rhumb.simulator.Comparison")).isTrue();
    assertThat(code.contain("io.rhumb.gateway.predict.PredictVerticle")).isTrue();
  }

  @Test
  void strategyApiDependsOnTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("io.rhumb.strategy")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.rhumb.strategy")
        .check(code);
  }

  @Test
  void engineAndStrategiesKnowNeitherNetworkNorClock() {
    noClasses()
        .that()
        .resideInAnyPackage("io.rhumb.engine..", "io.rhumb.strategy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..", "java.net..", "io.rhumb.gateway..")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.util\\.Random")
        .check(code);
  }

  @Test
  void builtInStrategiesUseWhatAStrangerCouldUse() {
    noClasses()
        .that()
        .resideInAPackage("io.rhumb.strategy.builtin..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.rhumb.engine..")
        .check(code);
  }

  @Test
  void packagesOfTheGatewayPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.rhumb.gateway..")
        .layer("root")
        .definedBy("io.rhumb.gateway")
        .layer("command")
        .definedBy("io.rhumb.gateway.command..")
        .layer("demo")
        .definedBy("io.rhumb.gateway.demo..")
        .layer("generation")
        .definedBy("io.rhumb.gateway.generation..")
        .layer("process")
        .definedBy("io.rhumb.gateway.process..")
        .layer("management")
        .definedBy("io.rhumb.gateway.management..")
        .layer("doctor")
        .definedBy("io.rhumb.gateway.doctor..")
        .layer("console")
        .definedBy("io.rhumb.gateway.console..")
        .layer("predict")
        .definedBy("io.rhumb.gateway.predict..")
        .layer("target")
        .definedBy("io.rhumb.gateway.target..")
        .layer("upstream")
        .definedBy("io.rhumb.gateway.upstream..")
        .layer("credential")
        .definedBy("io.rhumb.gateway.credential..")
        .layer("plugin")
        .definedBy("io.rhumb.gateway.plugin..")
        .layer("reload")
        .definedBy("io.rhumb.gateway.reload..")
        .layer("stub")
        .definedBy("io.rhumb.gateway.stub..")
        .layer("telemetry")
        .definedBy("io.rhumb.gateway.telemetry..")
        .layer("log")
        .definedBy("io.rhumb.gateway.log..")
        .layer("trace")
        .definedBy("io.rhumb.gateway.trace..")
        .layer("operation")
        .definedBy("io.rhumb.gateway.operation..")
        .layer("grpc")
        .definedBy("io.rhumb.gateway.grpc..")
        .layer("limit")
        .definedBy("io.rhumb.gateway.limit..")
        .layer("page")
        .definedBy("io.rhumb.gateway.page..")
        .layer("http1")
        .definedBy("io.rhumb.gateway.http1..")
        .layer("access")
        .definedBy("io.rhumb.gateway.access..")
        .layer("load")
        .definedBy("io.rhumb.gateway.load..")
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("command")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("demo")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("generation")
        .mayOnlyBeAccessedByLayers("root", "command")
        .whereLayer("process")
        .mayOnlyBeAccessedByLayers("root", "command", "demo", "generation")
        .whereLayer("console")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("doctor")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("management")
        .mayOnlyBeAccessedByLayers("root", "demo", "console")
        .whereLayer("predict")
        .mayOnlyBeAccessedByLayers("root", "generation", "console", "management")
        .whereLayer("target")
        .mayOnlyBeAccessedByLayers("root", "command", "generation")
        .whereLayer("upstream")
        .mayOnlyBeAccessedByLayers(
            "root", "command", "generation", "management", "predict", "doctor")
        .whereLayer("credential")
        .mayOnlyBeAccessedByLayers(
            "root", "command", "generation", "management", "upstream", "doctor", "trace")
        .whereLayer("plugin")
        .mayOnlyBeAccessedByLayers("root", "command", "generation", "management")
        .whereLayer("reload")
        .mayOnlyBeAccessedByLayers("root", "command", "generation", "console", "management")
        .whereLayer("log")
        .mayOnlyBeAccessedByLayers("root", "process")
        .whereLayer("trace")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("operation")
        .mayOnlyBeAccessedByLayers("predict", "upstream", "doctor")
        .whereLayer("grpc")
        .mayOnlyBeAccessedByLayers("predict", "upstream")
        .whereLayer("limit")
        .mayOnlyBeAccessedByLayers(
            "root", "management", "predict", "upstream", "telemetry", "doctor")
        .whereLayer("page")
        .mayOnlyBeAccessedByLayers("root", "predict", "upstream", "limit", "telemetry")
        .whereLayer("http1")
        .mayOnlyBeAccessedByLayers("predict", "upstream", "page")
        .whereLayer("access")
        .mayOnlyBeAccessedByLayers("root", "command", "generation", "predict", "telemetry")
        .whereLayer("stub")
        .mayOnlyBeAccessedByLayers("command", "demo")
        .whereLayer("load")
        .mayOnlyBeAccessedByLayers("command")
        .check(code);
  }

  @Test
  void standInsKnowNothingOfTheGateway() {
    noClasses()
        .that()
        .resideInAPackage("io.rhumb.gateway.stub..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.rhumb..").and(not(resideInAPackage("io.rhumb.gateway.stub.."))))
        .check(code);
  }

  @Test
  void loadGeneratorKnowsNothingOfTheGateway() {
    noClasses()
        .that()
        .resideInAPackage("io.rhumb.gateway.load..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.rhumb..").and(not(resideInAPackage("io.rhumb.gateway.load.."))))
        .check(code);
  }

  @Test
  void onlyTheCommandLineSimulates() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.rhumb.gateway.command", "io.rhumb.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.rhumb.simulator..")
        .check(code);
  }

  @Test
  void onlyThePackageOfTracesKnowsOpenTelemetry() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.rhumb.gateway.trace..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(code);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.rhumb.gateway.(*)..").should().beFreeOfCycles().check(code);
  }

  @Test
  void throwawayCertificatesNeverReachTheGatewayProper() {
    noClasses()
        .that(not(resideInAPackage("io.rhumb.gateway.stub..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty.pkitesting..")
        .check(code);
  }

  /** With that of Vert.x BoringSSL connects to nobody where there is no Unsafe, as on newer JDKs, on which the build need not run. */
  @Test
  void trustInEverybodyIsTheGatewaysOwn() {
    noClasses().should().callMethodWhere(target(name("setTrustAll"))).check(code);
  }
}
