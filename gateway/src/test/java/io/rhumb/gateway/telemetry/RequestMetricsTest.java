package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestMetricsTest {

  private static final long MILLI = 1_000_000;

  private final Scrape scrape = new Scrape();
  private final RequestMetrics metrics = new RequestMetrics(
      scrape.registry(), new Histograms().in(scrape.registry().getPrometheusRegistry()));

  @ParameterizedTest
  @CsvSource({
    "100,1xx", "200,2xx", "299,2xx", "307,3xx", "404,4xx", "499,4xx", "503,5xx", "599,5xx", "0,1xx",
    "999,5xx"
  })
  void request_isCountedByClassOfStatus(int status, String label) {
    count("fraud", "predict", RequestOutcome.ANSWERED, status);
    count("fraud", "predict", RequestOutcome.ANSWERED, status);

    assertThat(scrape.samples())
        .contains(entry(requests("fraud", "predict", "answered", label), 2.0));
  }

  @Test
  void modelsMethodsAndOutcomes_haveSeriesOfTheirOwn() {
    count("fraud", "predict", RequestOutcome.ANSWERED, 200);
    count("fraud", "explain", RequestOutcome.THROTTLED, 429);
    count("churn", "predict", RequestOutcome.CLIENT_GONE, 499);

    assertThat(scrape.samples())
        .contains(
            entry(requests("fraud", "predict", "answered", "2xx"), 1.0),
            entry(requests("fraud", "explain", "throttled", "4xx"), 1.0),
            entry(requests("churn", "predict", "client-gone", "4xx"), 1.0));
  }

  @Test
  void whatWasNotFoundOut_isADash_andNotTimed() {
    count(null, null, RequestOutcome.REFUSED, 404);

    assertThat(scrape.samples())
        .contains(
            entry(requests("-", "-", "refused", "4xx"), 1.0),
            entry("rhumb_request_duration_seconds_count{method=\"-\",model=\"-\"}", 0.0));
  }

  @Test
  void requestThatWasSent_isTimed_toItsFirstByteAndToItsEnd() {
    List<Attempt> attempts = Attempts.failingOver(
        List.of("us-central1", "us-east4"), Outcome.UNAVAILABLE, Outcome.SUCCESS);
    metrics.count(record(attempts, attempts.get(1), RequestOutcome.ANSWERED, 200));
    metrics.count(record(attempts, null, RequestOutcome.UNAVAILABLE, 503));

    String labels = "{method=\"predict\",model=\"fraud\"}";
    assertThat(scrape.samples())
        .contains(
            entry("rhumb_request_duration_seconds_count" + labels, 2.0),
            entry("rhumb_request_duration_seconds_sum" + labels, 0.08),
            entry("rhumb_request_first_byte_seconds_count" + labels, 1.0),
            entry("rhumb_request_first_byte_seconds_sum" + labels, 0.03));
  }

  @Test
  void modelThatHasGone_isForgotten() {
    count("fraud", "predict", RequestOutcome.ANSWERED, 200);
    count(null, null, RequestOutcome.REFUSED, 404);

    metrics.retain(Set.of("churn"));
    count("churn", "predict", RequestOutcome.ANSWERED, 200);

    assertThat(scrape.samples().keySet())
        .noneMatch(series -> series.contains("fraud"))
        .contains(requests("churn", "predict", "answered", "2xx"))
        .contains(requests("-", "-", "refused", "4xx"));

    count("fraud", "predict", RequestOutcome.ANSWERED, 200);

    assertThat(scrape.samples())
        .contains(entry(requests("fraud", "predict", "answered", "2xx"), 1.0));
  }

  private void count(
      @Nullable String model, @Nullable String method, RequestOutcome outcome, int status) {
    metrics.count(
        new RequestRecord("id", "", model, method, outcome, status, 0, MILLI, 0, 0, null));
  }

  private static RequestRecord record(
      List<Attempt> attempts, @Nullable Attempt answer, RequestOutcome outcome, int status) {
    RoutePlan plan = RoutePlan.of(Step.immediately("us-central1", ""));
    Course course = new Course(plan, attempts, answer);
    return new RequestRecord(
        "id", "", "fraud", "predict", outcome, status, 0, 40 * MILLI, 0, 0, course);
  }

  private static String requests(String model, String method, String outcome, String status) {
    return "rhumb_requests_total{method=\"" + method + "\",model=\"" + model + "\",outcome=\""
        + outcome + "\",status=\"" + status + "\"}";
  }
}
