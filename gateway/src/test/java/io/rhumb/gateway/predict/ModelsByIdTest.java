package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.Resource.Endpoint;
import io.rhumb.gateway.config.Resource.PublisherModel;
import io.rhumb.gateway.operation.ApiVersion;
import io.rhumb.gateway.operation.Method;
import io.rhumb.gateway.operation.Operation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients may call a model besides its name. */
final class ModelsByIdTest {

  private final Models models = new Models(
      List.of(
          model("fraud", endpoint("11"), endpoint("22")),
          model("chat", gemini("google"), gemini("google")),
          model("other", gemini("other"), endpoint("33")),
          model("22", endpoint("33"), endpoint("44"))),
      "fraud");

  @ParameterizedTest
  @CsvSource({
    ", , fraud",
    ", fraud, fraud",
    ", 11, fraud",
    ", 44, 22",
    ", google/gemini, chat",
    ", other/gemini, other",
    "google, gemini, chat",
    "other, gemini, other",
    "google, fraud, fraud",
    "google, 11, fraud"
  })
  void idOrName_findsItsModel(String publisher, String name, String model) throws Exception {
    assertThat(models.called(publisher, name, Caller.ANYONE).name()).isEqualTo(model);
  }

  @Test
  void name_winsOverAnId() throws Exception {
    assertThat(models.called(null, "22", Caller.ANYONE).name()).isEqualTo("22");
  }

  @ParameterizedTest
  @CsvSource({
    ", 33, '33 is an id of several (expected: the name of one of them: other, 22)'",
    ", gemini, 'gemini is an id of several (expected: the name of one of them: chat, other)'",
    "nobody, gemini, 'gemini is an id of several (expected: the name of one of them: chat, other)'",
    ", 55, 'no such model (expected: one of fraud, chat, other, 22)'",
    "google, '', 'no such model (expected: one of fraud, chat, other, 22)'",
    ", Fraud, 'no such model (expected: one of fraud, chat, other, 22)'"
  })
  void anyOther_isRefused(String publisher, String name, String why) {
    assertThatThrownBy(() -> models.called(publisher, name, Caller.ANYONE))
        .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.error())
            .isEqualTo(GatewayError.notFound("model: " + why)));
  }

  @Test
  void operation_isServed_ifEveryTargetCan() {
    Operation invoke = new Operation(ApiVersion.V1, Method.INVOKE_DEPLOYED, "a", null);
    Resource deployed = new Endpoint("p", "l", "1", Optional.of("7"), Optional.empty());
    assertThat(model("m", deployed, deployed).missing(invoke)).isNull();
    assertThat(model("m", deployed, endpoint("1")).missing(invoke))
        .isEqualTo("invoke: not served by target us-east4 of model m"
            + " (expected: deployed-model in its configuration)");
  }

  private static Model model(String name, Resource first, Resource second) {
    return SampleModels.model(name, first, second);
  }

  private static Resource endpoint(String id) {
    return new Endpoint("p", "l", id);
  }

  private static Resource gemini(String publisher) {
    return new PublisherModel("p", "l", publisher, "gemini");
  }
}
