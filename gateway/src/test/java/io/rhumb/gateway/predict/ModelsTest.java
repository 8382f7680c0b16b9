package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rhumb.engine.Admission;
import io.rhumb.engine.Target;
import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.upstream.UpstreamTarget;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ModelsTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Models models = SampleModels.of(registry, "fraud", "churn", "abuse");

  @Test
  void name_findsItsModel() {
    assertThat(models.find("churn").name()).isEqualTo("churn");
  }

  @Test
  void noName_findsTheDefault() {
    assertThat(models.find(null).name()).isEqualTo("fraud");
  }

  @Test
  void unknownName_findsNothing() {
    assertThat(models.find("Fraud")).isNull();
    assertThat(models.find("")).isNull();
  }

  @Test
  void names_keepTheOrderOfTheConfiguration() {
    assertThat(models.names(Caller.ANYONE)).isEqualTo("fraud, churn, abuse");
    assertThat(models.all()).extracting(Model::name).containsExactly("fraud", "churn", "abuse");
  }

  @Test
  void all_cannotBeChanged() {
    var iterator = models.all().iterator();
    iterator.next();

    assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void defaultThatIsNoModel_isRefused() {
    List<Model> only = List.of(SampleModels.model(registry, "fraud", Admission.ALWAYS));

    assertThatThrownBy(() -> new Models(only, "churn"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("default-model: churn (expected: one of [fraud])");
  }

  @Test
  void sameNameTwice_isRefused() {
    List<Model> twice = List.of(
        SampleModels.model(registry, "fraud", Admission.ALWAYS),
        SampleModels.model(registry, "fraud", Admission.ALWAYS));

    assertThatThrownBy(() -> new Models(twice, "fraud"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fraud");
  }

  @Test
  void upstreamOfATarget_isTheOneInItsPlace() {
    Model model = models.find("fraud");

    assertThat(model.upstreamOf(model.targets().get(0)))
        .isSameAs(model.upstreams().get(0));
    assertThat(model.upstreamOf(model.targets().get(1)))
        .isSameAs(model.upstreams().get(1));
  }

  @Test
  void upstreamOfAForeignTarget_isRefused() {
    Target foreign =
        new Target("us-east4", "us-east4", false, Admission.ALWAYS, () -> 0, new Random(1));

    assertThatThrownBy(() -> models.find("fraud").upstreamOf(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target: us-east4 (expected: one of model fraud)");
  }

  @Test
  void tooFewUpstreams_areRefused() {
    Model model = models.find("fraud");
    List<UpstreamTarget> one = List.of(SampleModels.upstream("us-central1"));

    assertThatThrownBy(() -> new Model(
            "fraud",
            model.strategies(),
            model.targets(),
            one,
            model.policy(),
            model.budget(),
            model.metrics(),
            model.fence(),
            new Running(),
            model.stream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("upstreams: 1 (expected: 2)");
  }
}
