package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.credential.Credential;
import io.rhumb.gateway.credential.CredentialHeaders;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a gateway is ready, by what its models' credentials are. */
class ModelReadinessTest {

  private final AtomicLong now = new AtomicLong();
  private final Fetched shared = new Fetched();
  private final Fetched own = new Fetched();
  private final Fetched spare = new Fetched();
  private final Models models = new Models(
      List.of(
          SampleModels.model("linear", shared, shared), SampleModels.model("fraud", own, spare)),
      "linear");
  private final ModelReadiness readiness = new ModelReadiness(() -> models, now::get);

  @Test
  void starting_noCredentialAtAll_namesEveryModel() {
    assertThat(readiness.whyNot())
        .hasValue("no credential at hand for any target of linear, fraud");
  }

  @Test
  void starting_oneModelLacksItsCredentials_isNotReadyAndNamesIt() {
    shared.arrives();
    assertThat(readiness.whyNot()).hasValue("no credential at hand for any target of fraud");
    now.set(ModelReadiness.PATIENCE.toNanos() - 1);
    assertThat(readiness.whyNot()).hasValue("no credential at hand for any target of fraud");
  }

  @Test
  void starting_oneTargetOfEachModelHasOne_isReady() {
    shared.arrives();
    spare.arrives();
    assertThat(readiness.whyNot()).isEmpty();
  }

  @Test
  void patienceIsOver_oneServableModelSuffices() {
    shared.arrives();
    now.set(ModelReadiness.PATIENCE.toNanos());
    assertThat(readiness.whyNot()).isEmpty();
  }

  @Test
  void patienceIsOver_noModelIsServable_isNotReadyUntilOneIs() {
    now.set(Duration.ofDays(300).toNanos());
    assertThat(readiness.whyNot())
        .hasValue("no credential at hand for any target of linear, fraud");
    own.arrives();
    assertThat(readiness.whyNot()).isEmpty();
  }

  @Test
  void patience_countsFromTheStart() {
    now.set(Duration.ofDays(1).toNanos());
    ModelReadiness later = new ModelReadiness(() -> models, now::get);
    shared.arrives();
    assertThat(later.whyNot()).isPresent();
    now.addAndGet(ModelReadiness.PATIENCE.toNanos());
    assertThat(later.whyNot()).isEmpty();
  }

  @Test
  void readyOnce_oneModelLosesItsCredential_staysReady() {
    shared.arrives();
    own.arrives();
    assertThat(readiness.whyNot()).isEmpty();
    own.expires();
    assertThat(readiness.whyNot()).isEmpty();
  }

  @Test
  void readyOnce_everyModelLosesItsCredential_isNotReady() {
    shared.arrives();
    own.arrives();
    assertThat(readiness.whyNot()).isEmpty();
    shared.expires();
    own.expires();
    assertThat(readiness.whyNot())
        .hasValue("no credential at hand for any target of linear, fraud");
  }

  private static final class Fetched implements Credential {

    private @Nullable CredentialHeaders headers;

    void arrives() {
      headers = new CredentialHeaders(List.of(Map.entry("authorization", "Bearer t")));
    }

    void expires() {
      headers = null;
    }

    @Override
    public @Nullable CredentialHeaders current() {
      return headers;
    }

    @Override
    public Future<CredentialHeaders> refresh(@Nullable CredentialHeaders refused) {
      throw new AssertionError("refreshed");
    }
  }
}
