package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.CredentialConfig.NoCredential;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig.SystemTrust;
import io.rhumb.gateway.operation.ApiVersion;
import io.rhumb.gateway.operation.Method;
import io.rhumb.gateway.operation.Operation;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

final class UpstreamTargetTest {

  private static final Operation CHAT = Operation.of(ApiVersion.V1BETA1, Method.CHAT_COMPLETIONS);

  private final UpstreamTarget target = target(true);

  private static UpstreamTarget target(boolean tls) {
    return new UpstreamTarget(
        new TargetConfig(
            "id",
            "r",
            "10.0.0.1",
            443,
            tls,
            "r-aiplatform.googleapis.com",
            new Resource.PublisherModel("p", "r", "google", "gemini"),
            new SystemTrust(),
            new NoCredential()),
        Calls.ONE_CONNECTION,
        FakeCredential.none(),
        false);
  }

  @Test
  void overGrpc_needsTls() {
    assertThat(target.missing(Calls.RPC)).isNull();
    assertThat(target.resourceName())
        .isEqualTo("projects/p/locations/r/publishers/google/models/gemini");
    assertThat(target(false).missing(Calls.RPC)).isEqualTo("over gRPC, a target with TLS");
    assertThat(target(false).missing(CHAT)).isNull();
  }

  @Test
  void commonOperation_hasTheSameOptionsForEachCall() {
    assertThat(target.options(Operation.PREDICT)).isSameAs(target.options(Operation.PREDICT));
    assertThat(target.options(CHAT)).isSameAs(target.options(CHAT));
    assertThat(target.options(CHAT).getURI())
        .isEqualTo("/v1beta1/projects/p/locations/r/endpoints/openapi/chat/completions");
  }

  @Test
  void whatClientsMakeUp_isNotKept() {
    Operation query = CHAT.withQuery("a=b");
    Operation tail = new Operation(ApiVersion.V1, Method.INVOKE, "a", null);
    assertThat(target.options(query)).isNotSameAs(target.options(query));
    assertThat(target.options(tail)).isNotSameAs(target.options(tail));
    assertThat(target.options(query).getURI()).endsWith("/chat/completions?a=b");
  }

  @Test
  void call_isPosted_toTheAddress_inTheServersName() {
    var options = target.options(CHAT.withQuery("x"));
    assertThat(options.getMethod()).isEqualTo(HttpMethod.POST);
    assertThat(options.getServer().toString()).isEqualTo("10.0.0.1:443");
    assertThat(options.getHost()).isEqualTo("r-aiplatform.googleapis.com");
    assertThat(target.bodyModel()).isEqualTo("google/gemini");
  }
}
