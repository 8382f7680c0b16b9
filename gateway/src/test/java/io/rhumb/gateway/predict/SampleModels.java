package io.rhumb.gateway.predict;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rhumb.engine.Admission;
import io.rhumb.engine.Budget;
import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Planner;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.config.CredentialConfig.NoCredential;
import io.rhumb.gateway.config.ResidencyConfig;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.StreamConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig.SystemTrust;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.credential.Credential;
import io.rhumb.gateway.credential.CredentialHeaders;
import io.rhumb.gateway.telemetry.Histograms;
import io.rhumb.gateway.telemetry.ModelMetrics;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Models to look at rather than to call. */
public final class SampleModels {

  private SampleModels() {}

  /** Models of those names, each with its targets in {@code us-central1}, which is local, and {@code us-east4}. */
  public static Models of(MeterRegistry registry, String... names) {
    List<Model> models = new ArrayList<>();
    for (String name : names) {
      models.add(model(registry, name, Admission.ALWAYS));
    }
    return new Models(models, names[0]);
  }

  /** Models of those names, each with the same targets, of which the first is local. */
  public static Models of(MeterRegistry registry, List<String> names, List<String> targets) {
    TargetSet set = new TargetSet(targets.stream()
        .map(id -> target(id, id.equals(targets.get(0)), Admission.ALWAYS))
        .toList());
    List<UpstreamTarget> upstreams =
        targets.stream().map(SampleModels::upstream).toList();
    return new Models(
        names.stream().map(name -> model(registry, name, set, upstreams)).toList(), names.get(0));
  }

  /** A model whose targets admit attempts as told. */
  public static Model model(MeterRegistry registry, String name, Admission admission) {
    return model(registry, name, admission, List.of(upstream("us-central1"), upstream("us-east4")));
  }

  /** A model whose targets have these credentials. */
  static Model model(String name, Credential first, Credential second) {
    return model(
        new SimpleMeterRegistry(),
        name,
        Admission.ALWAYS,
        List.of(upstream("us-central1", first), upstream("us-east4", second)));
  }

  /** A model whose targets serve these. */
  static Model model(String name, Resource first, Resource second) {
    Credential none = new Anonymous();
    return model(
        new SimpleMeterRegistry(),
        name,
        Admission.ALWAYS,
        List.of(upstream("us-central1", first, none), upstream("us-east4", second, none)));
  }

  private static Model model(
      MeterRegistry registry, String name, Admission admission, List<UpstreamTarget> upstreams) {
    TargetSet targets = new TargetSet(
        List.of(target("us-central1", true, admission), target("us-east4", false, admission)));
    return model(registry, name, targets, upstreams);
  }

  private static Model model(
      MeterRegistry registry, String name, TargetSet targets, List<UpstreamTarget> upstreams) {
    return new Model(
        name,
        new StrategySlot(ModelStrategies.of(new Planner(
            (request, seen) -> RoutePlan.of(Step.immediately(targets.get(0).id(), "")),
            () -> 0,
            Planner.FaultListener.NONE))),
        targets,
        upstreams,
        new DispatchPolicy(1_000_000_000, false, 1_000_000_000, 2),
        new Budget(BudgetPolicy.DEFAULT, 0),
        new ModelMetrics(registry, new Histograms(), name),
        new ModelFence(targets, ResidencyConfig.NONE),
        new Running(),
        StreamConfig.DEFAULT);
  }

  private static Target target(String id, boolean local, Admission admission) {
    return new Target(id, id, local, admission, () -> 0, new Random(1));
  }

  static UpstreamTarget upstream(String id) {
    return upstream(id, new Anonymous());
  }

  private static UpstreamTarget upstream(String id, Credential credential) {
    return upstream(id, new Resource.UrlPath("/"), credential);
  }

  private static UpstreamTarget upstream(String id, Resource resource, Credential credential) {
    TargetConfig config = new TargetConfig(
        id, id, "127.0.0.1", 1, false, "x.test", resource, new SystemTrust(), new NoCredential());
    return new UpstreamTarget(
        config,
        new UpstreamConfig(Duration.ofSeconds(1), 1, Duration.ofSeconds(1)),
        credential,
        false);
  }

  static final class Anonymous implements Credential {
    @Override
    public CredentialHeaders current() {
      return CredentialHeaders.NONE;
    }

    @Override
    public Future<CredentialHeaders> refresh(@Nullable CredentialHeaders refused) {
      return Future.succeededFuture(CredentialHeaders.NONE);
    }
  }
}
