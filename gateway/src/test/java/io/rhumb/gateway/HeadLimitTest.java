package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.Test;

/** Heads of clients that are larger than a target over HTTP/2 takes: 8 KiB, unless it says otherwise. */
final class HeadLimitTest extends EndToEnd {

  /** More than it takes to open a breaker. */
  private static final int MANY = 8;

  @Override
  boolean overHttp2() {
    return true;
  }

  @Test
  void headThatNoTargetTakes_is431_andNoTargetIsToBlame() {
    world.start();

    for (int i = 0; i < MANY; i++) {
      HttpResponse<Buffer> answer = predictWithLargeHead();
      assertGatewayError(431, "INVALID_ARGUMENT", answer);
      assertThat(attempts(answer))
          .containsExactly(
              LOCAL + " primary head-too-large",
              NEXT + " failover head-too-large",
              LAST + " failover head-too-large");
    }

    assertReached(0, 0, 0);
    Scrape metrics = Scrape.of(world);
    for (String region : world.regions.keySet()) {
      assertThat(metrics.availability(region)).isEqualTo("admitted");
    }
    assertServedLocally(world.predict());
  }

  @Test
  void headThatAnotherTargetTakes_isAnsweredByThat() {
    HttpServer roomy = world.vertx.createHttpServer(new HttpServerOptions()
        .setSsl(true)
        .setUseAlpn(true)
        .setInitialSettings(new Http2Settings().setMaxHeaderListSize(1 << 16))
        .setMaxHeaderSize(1 << 16)
        .setKeyCertOptions(world.authority.issue(World.endpoint(NEXT).names()).keyCertOptions()));
    roomy.requestHandler(
        request -> request.response().end(request.getHeader("x-large").length() + " bytes"));
    await(roomy.listen(0, "127.0.0.1"));
    world
        .target(NEXT, target -> Configs.address(target, "127.0.0.1", roomy.actualPort()))
        .start();

    HttpResponse<Buffer> answer = predictWithLargeHead();

    assertThat(answer.bodyAsString()).isEqualTo("10000 bytes");
    assertThat(attempts(answer))
        .containsExactly(LOCAL + " primary head-too-large", NEXT + " failover success");
    world.stopGateway();
    await(roomy.close());
  }

  private static HttpResponse<Buffer> predictWithLargeHead() {
    return await(world
        .post("/predict")
        .putHeader("x-large", "x".repeat(10_000))
        .sendBuffer(Buffer.buffer(World.BODY)));
  }
}
