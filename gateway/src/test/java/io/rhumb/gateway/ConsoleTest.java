package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.EventReader.Event;
import io.rhumb.gateway.access.Sha256;
import io.rhumb.gateway.config.AccessConfig;
import io.rhumb.gateway.config.ApiKeyConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ManagementConfig;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's page and its feed, on the operator's port and below {@code /-/} of the clients'. */
final class ConsoleTest extends EndToEnd {

  static final ManagementConfig ON_PUBLIC_PORT =
      new ManagementConfig("127.0.0.1", 0, true, List.of());

  private static final String OPERATOR = "rhumb_operator";
  private static final String CLIENT = "rhumb_client";

  private static EventReader watch(String... lastEventId) {
    return EventReader.open(
        world.vertx,
        world.gateway().managementPort(),
        "/console/feed",
        lastEventId.length == 0 ? Map.of() : Map.of("last-event-id", lastEventId[0]));
  }

  private static long number(Event event) {
    return Long.parseLong(event.id().substring(event.id().indexOf('-') + 1));
  }

  @Test
  void page_isServed_withAPolicyThatLetsNothingElseIn() {
    world.start();
    HttpResponse<Buffer> root = world.management("/");
    assertThat(root.statusCode()).isEqualTo(302);
    assertThat(root.getHeader("location")).isEqualTo("console/");
    HttpResponse<Buffer> page = world.management("/console/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.getHeader("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.getHeader("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .contains("require-trusted-types-for 'script'")
        .doesNotContain("unsafe", "http");
    assertThat(page.getHeader("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void files_areKeptByBrowsers_untilTheyChange() {
    world.start();
    HttpResponse<Buffer> script = world.management("/console/main.js");
    assertThat(script.getHeader("content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.getHeader("cache-control")).isEqualTo("private, no-cache");
    HttpResponse<Buffer> again = await(world
        .client
        .get(world.gateway().managementPort(), "127.0.0.1", "/console/main.js")
        .putHeader("if-none-match", script.getHeader("etag"))
        .send());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(world.management("/console/nothing.js").statusCode()).isEqualTo(404);
  }

  @Test
  void watcher_isTold_howThingsStand_andEachRequest() {
    world.start();
    world.predict();
    try (EventReader watcher = watch()) {
      assertThat(watcher.header("content-type")).startsWith("text/event-stream");
      JsonObject hello = watcher.await("hello").data();
      assertThat(hello.getBoolean("resumed")).isFalse();
      assertThat(hello.getJsonArray("decisions")).hasSize(1);
      assertThat(hello.getJsonObject("history").getJsonObject("linear").getJsonArray("points"))
          .hasSize(1);

      world.fault(Fault.status(503), LOCAL);
      world.predict();
      JsonObject told = watcher.await("decisions").data();
      assertThat(told.getJsonArray("decisions").getJsonObject(0).getString("target"))
          .isEqualTo(NEXT);
      assertThat(told.getInteger("leftOut")).isZero();

      JsonObject state = watcher
          .await(event -> event.name().equals("state") && number(event) == 2)
          .data();
      JsonObject linear = state.getJsonObject("models").getJsonObject("linear");
      assertThat(linear.getJsonObject("totals").getInteger("ended")).isEqualTo(2);
      assertThat(linear.getJsonObject("totals").getInteger("failovers")).isEqualTo(1);
      JsonObject local = linear.getJsonArray("targets").getJsonObject(0);
      assertThat(local.getString("id")).isEqualTo(LOCAL);
      assertThat(local.getString("availability")).isEqualTo("admitted");
      assertThat(local.getJsonObject("totals").getInteger("answered")).isEqualTo(1);
      assertThat(local.getJsonObject("totals").getInteger("failed")).isEqualTo(1);
      assertThat(state.getJsonObject("config").getJsonObject("inForce").getInteger("generation"))
          .isEqualTo(1);
      assertThat(state.containsKey("demo")).isFalse();
    }
  }

  @Test
  void manyRequestsAtOnce_areCountedRatherThanTold() {
    world.start();
    try (EventReader watcher = watch()) {
      watcher.await("hello");
      List<Future<?>> asked = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        asked.add(world.sendPredict());
      }
      await(Future.all(asked));
      Event last = watcher.await(event -> event.name().equals("decisions") && number(event) == 60);
      assertThat(last.data().getJsonArray("decisions").size()).isLessThanOrEqualTo(10);
      assertThat(watcher.await(
              event -> event.name().equals("decisions") && event.data().getInteger("leftOut") > 0))
          .isNotNull();
    }
  }

  @Test
  void watcherWhoComesBack_isToldWhatItMissed() {
    world.start();
    world.predict();
    String seen;
    try (EventReader watcher = watch()) {
      seen = watcher
          .await(event -> event.name().equals("state") && number(event) == 1)
          .id();
    }
    world.predict();
    world.predict();
    try (EventReader again = watch(seen)) {
      JsonObject hello = again.await("hello").data();
      assertThat(hello.getBoolean("resumed")).isTrue();
      assertThat(hello.getJsonArray("decisions")).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"another-1", "1", "-", "x-99999999999999999999", "\u00e9-1"})
  void lastEventsOfOthers_countForNothing(String id) {
    world.start();
    world.predict();
    try (EventReader watcher = watch(id)) {
      JsonObject hello = watcher.await("hello").data();
      assertThat(hello.getBoolean("resumed")).isFalse();
      assertThat(hello.getJsonArray("decisions")).hasSize(1);
    }
  }

  @Test
  void tooManyWatchers_areTurnedAway_untilOneLeaves() {
    world.start();
    List<EventReader> watchers = new ArrayList<>();
    try {
      for (int i = 0; i < 32; i++) {
        watchers.add(watch());
        watchers.get(i).await("hello");
      }
      try (EventReader refused = watch()) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isEqualTo("5");
      }
      watchers.remove(0).close();
      world.until("a place is free", () -> {
        EventReader next = watch();
        watchers.add(next);
        return next.status() == 200;
      });
    } finally {
      watchers.forEach(EventReader::close);
    }
  }

  @Test
  void stop_endsTheFeed_andWaitsForNoWatcher() {
    world.start();
    try (EventReader watcher = watch()) {
      watcher.await("hello");
      long began = System.nanoTime();
      world.stopGateway();
      await(watcher.ended());
      assertThat(since(began).toMillis()).isLessThan(1_500);
    }
  }

  // Below /-/ of the clients' port.

  private static GatewayConfig onPublicPort(GatewayConfig config) {
    return config
        .withManagement(ON_PUBLIC_PORT)
        .withAccess(new AccessConfig(
            List.of(
                new ApiKeyConfig(
                    "ops", List.of(Sha256.of(OPERATOR).hex()), List.of("linear"), List.of(), true),
                new ApiKeyConfig("shop", List.of(Sha256.of(CLIENT).hex()), List.of(), List.of())),
            Optional.empty()));
  }

  private static HttpResponse<Buffer> ask(
      HttpMethod method, String path, String header, String value) {
    return await(world
        .client
        .request(method, world.gateway().port(), "127.0.0.1", path)
        .putHeader(header, value)
        .send());
  }

  private static String basic(String key) {
    return "Basic "
        + Base64.getEncoder().encodeToString(("me:" + key).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void publicPort_hasNothing_unlessConfigured() {
    world.start();
    assertThat(
            ask(HttpMethod.GET, "/-/console/", "authorization", basic(OPERATOR)).statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/-/console/",
        "/-/console/main.js",
        "/-/targets",
        "/-/decisions",
        "/-/explain",
        "/-/strategies",
        "/-/config",
        "/-/metrics"
      })
  void publicPort_tellsOperators_andNobodyElse(String path) {
    world.config(ConsoleTest::onPublicPort).start();
    assertThat(ask(HttpMethod.GET, path, "authorization", basic(OPERATOR)).statusCode())
        .isEqualTo(200);
    assertThat(ask(HttpMethod.GET, path, "authorization", "Bearer " + OPERATOR).statusCode())
        .isEqualTo(200);
    assertThat(ask(HttpMethod.GET, path, "x-api-key", OPERATOR).statusCode()).isEqualTo(200);
    for (String other :
        List.of(basic(CLIENT), basic("wrong"), "Bearer " + CLIENT, "Basic %", "Basic")) {
      HttpResponse<Buffer> refused = ask(HttpMethod.GET, path, "authorization", other);
      assertThat(refused.statusCode()).as(other).isEqualTo(401);
      assertThat(refused.getHeader("www-authenticate"))
          .isEqualTo("Basic realm=\"rhumb operators\", charset=\"UTF-8\"");
    }
    assertThat(ask(HttpMethod.GET, path + "?key=" + OPERATOR, "x-other", "1").statusCode())
        .isEqualTo(401);
  }

  @Test
  void publicPort_changesNothing() {
    world.config(ConsoleTest::onPublicPort).start();
    for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)) {
      for (String path : List.of("/-/console/", "/-/demo/traffic", "/-/config")) {
        assertThat(ask(method, path, "authorization", basic(OPERATOR)).statusCode())
            .isEqualTo(405);
      }
    }
    assertThat(ask(HttpMethod.GET, "/-/demo/traffic", "authorization", basic(OPERATOR))
            .statusCode())
        .isEqualTo(404);
  }

  @Test
  void basic_isForOperatorsPagesOnly() {
    world.config(ConsoleTest::onPublicPort).start();
    HttpResponse<Buffer> refused = await(world
        .post("/predict")
        .putHeader("authorization", basic(CLIENT))
        .sendBuffer(Buffer.buffer(World.BODY)));
    assertThat(refused.statusCode()).isEqualTo(401);
    HttpResponse<Buffer> served = await(world
        .post("/predict")
        .putHeader("authorization", "Bearer " + CLIENT)
        .sendBuffer(Buffer.buffer(World.BODY)));
    assertPredictedBy(LOCAL, served);
  }

  @Test
  void publicFeed_isTold_andHoldsUpNoStop() {
    world.config(ConsoleTest::onPublicPort).start();
    try (EventReader watcher = EventReader.open(
        world.vertx,
        world.gateway().port(),
        "/-/console/feed",
        Map.of("authorization", basic(OPERATOR)))) {
      assertThat(watcher.await("state").data().getString("region")).isEqualTo(LOCAL);
      long began = System.nanoTime();
      world.stopGateway();
      await(watcher.ended());
      assertThat(since(began).toMillis()).isLessThan(1_500);
    }
  }
}
