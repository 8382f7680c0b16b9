package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Extra attempts are free as long as they help, and few where they do not. */
class BudgetTest extends EndToEnd {

  @Test
  void failoversThatAnswer_costNothing() {
    world.start().fault(Fault.status(503), LOCAL);
    for (int i = 0; i < 20; i++) {
      assertPredictedBy(NEXT, world.predict());
    }

    assertThat(Scrape.of(world).sum("rhumb_budget_left")).isEqualTo(100);
  }

  /** A 408 counts for no breaker, so that all of it is the budget's doing. */
  @Test
  void everythingFailsAndNoBreakerOpens_fewExtrasRemain() {
    world.start().fault(Fault.status(408), LOCAL, NEXT, LAST);
    for (int i = 0; i < 10; i++) {
      sendAtOnce(30);
    }
    long before = reached();
    long refusedBefore = refused();
    long began = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      sendAtOnce(30).forEach(EndToEnd::assertUnavailable);
    }

    // A tenth of the requests, one for each second that it took, and what the last ones before had
    // left.
    long allowed = 300 + 30 + since(began).toSeconds() + 2;
    assertThat(reached() - before).isBetween(300L, allowed);
    assertThat(refused()).isGreaterThan(refusedBefore);
    assertThat(attempts(world.predict()).get(0)).isEqualTo(LOCAL + " primary request-timeout");
  }

  private static List<HttpResponse<Buffer>> sendAtOnce(int count) {
    List<Future<HttpResponse<Buffer>>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(world.sendPredict());
    }
    return sent.stream().map(World::await).toList();
  }

  private static long reached() {
    return world.reached(LOCAL) + world.reached(NEXT) + world.reached(LAST);
  }

  private static long refused() {
    return (long) Scrape.of(world).sum("rhumb_budget_refused_total", "kind=\"failover\"");
  }
}
