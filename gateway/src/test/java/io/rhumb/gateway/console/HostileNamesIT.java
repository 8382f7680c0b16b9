package io.rhumb.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.browser.Browser;
import io.rhumb.gateway.management.OperatorRouter;
import io.rhumb.gateway.management.SameOrigin;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.SampleModels;
import io.rhumb.gateway.reload.ConfigStatus;
import io.rhumb.gateway.telemetry.Attempts;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.DecisionLog;
import io.rhumb.gateway.telemetry.RequestListeners;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Names, reasons, callers and ids that are markup are shown as the text that they are. In a real browser. */
class HostileNamesIT {

  private static final String MARKUP =
      "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=2</script>";

  private static final List<String> NAMES =
      List.of("model", "target", "reason", "caller", "id", "region", "method", "why");

  @Test
  void markup_isShownAsText() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      HttpServer server = serve(vertx, scene());
      try (Browser browser = Browser.open()) {
        browser.go("http://localhost:" + server.actualPort() + "/");
        browser.await("document.querySelector('.decision summary')");
        browser.js("document.querySelector('.decision summary').click()");
        browser.await("document.querySelector('.decision .more')");
        for (String name : NAMES) {
          assertThat(browser.js(
                  "return document.documentElement.textContent.includes(arguments[0])", of(name)))
              .as(name)
              .isEqualTo(true);
        }
        assertThat(browser.text("return window.hacked")).isEqualTo("null");
        assertThat(browser.text("return document.querySelectorAll('img').length"))
            .isEqualTo("1");
        assertThat(browser.text("return document.querySelectorAll('script').length"))
            .isEqualTo("1");
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requested()).noneMatch(url -> url.endsWith("/x"));
      }
    } finally {
      await(vertx.close().toCompletionStage());
    }
  }

  private static HttpServer serve(Vertx vertx, Scene scene) throws Exception {
    ConsoleFeed feed = new ConsoleFeed(scene);
    await(vertx.deployVerticle(feed).toCompletionStage());
    return await(vertx
        .createHttpServer()
        .requestHandler(OperatorRouter.create(
            vertx, SameOrigin.underAnyName(), List.of(new ConsoleRoute(feed, true))))
        .listen(0, "127.0.0.1")
        .toCompletionStage());
  }

  private static Scene scene() {
    Models models = SampleModels.of(new SimpleMeterRegistry(), of("model"));
    DecisionLog decisions = new DecisionLog(InstantSource.system());
    TrafficHistory traffic = new TrafficHistory();
    new RequestListeners(List.of(decisions, traffic)).onEnd(request(), null);
    ConfigStatus status = new ConfigStatus(
        "file", 1, Instant.now(), Optional.empty(), Optional.empty(), Optional.empty());
    long began = System.nanoTime();
    return new Scene(
        of("region"),
        () -> System.nanoTime() - began,
        () -> models,
        () -> status,
        () -> Optional.of(of("why")),
        traffic,
        decisions,
        Optional::empty);
  }

  private static RequestRecord request() {
    List<Attempt> attempts = Attempts.failingOver(List.of(of("target")), Outcome.SUCCESS);
    RoutePlan plan = RoutePlan.of(Step.immediately(of("target"), of("reason")));
    return new RequestRecord(
        of("id"),
        of("caller"),
        of("model"),
        of("method"),
        RequestOutcome.ANSWERED,
        200,
        0,
        20_000_000,
        1,
        1,
        new Course(plan, attempts, attempts.get(0)));
  }

  private static String of(String name) {
    return name + MARKUP;
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
