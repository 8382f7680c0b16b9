package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.Test;

/** The main job. */
class PredictTest {

  @Test
  void localRegionAnswers() {
    try (World world = World.create().start()) {
      HttpResponse<Buffer> answer = world.predict();
      assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
      assertThat(answer.bodyAsJsonObject().getJsonArray("predictions").encode())
          .isEqualTo("[1.0,2.0,3.0]");
      assertThat(answer.getHeader("x-rhumb-target")).isEqualTo(World.LOCAL);
      assertThat(answer.getHeader("x-rhumb-attempts"))
          .matches("us-central1;kind=primary;outcome=success;ms=\\d+");
      assertThat(answer.getHeader("x-request-id")).matches("[0-9a-f]{16}");
    }
  }

  @Test
  void brokenLocalRegionIsNotNoticed() {
    try (World world = World.create().start()) {
      World.await(world.region(World.LOCAL).fault(Fault.status(503)));
      HttpResponse<Buffer> answer = world.predict();
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.bodyAsJsonObject().getJsonArray("predictions").encode())
          .isEqualTo("[1.0,2.0,3.0]");
      assertThat(answer.getHeader("x-rhumb-target")).isEqualTo(World.NEXT);
      assertThat(answer.getHeader("x-rhumb-attempts"))
          .matches(
              "us-central1;kind=primary;outcome=unavailable;ms=\\d+, us-east4;kind=failover;outcome=success;ms=\\d+");
    }
  }
}
