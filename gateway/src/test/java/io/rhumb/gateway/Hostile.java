package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What must hold after any hostile request: one outcome, nothing passed on, and others served on the same gateway. */
final class Hostile {

  /** The outcome of what is closed without an answer, since there is nobody to tell or nothing that could be told. */
  static final String CLOSED = "closed";

  static final String BODY = "content-length: " + World.BODY.length() + "\r\n\r\n" + World.BODY;

  private static final String BEHIND = "GET /smuggled HTTP/1.1\r\nhost: x\r\n\r\n";
  private static final Pattern STATUS_LINE = Pattern.compile("(?m)^HTTP/\\d.\\d \\d{3} ");

  private Hostile() {}

  /** Sends it with another request behind it, which must not be heard. */
  static void assertRefused(World world, String raw, String outcome) {
    String heard = World.await(RawClient.connect(world).send(raw + BEHIND).closed());
    if (outcome.equals(CLOSED)) {
      assertThat(heard).isEmpty();
    } else {
      assertThat(heard).matches("(?s)HTTP/1\\.[01] " + outcome + " .*");
      assertThat(heard)
          .contains("{\"error\":{\"code\":" + outcome, "x-request-id: ", "x-rhumb-target: none");
      assertThat(STATUS_LINE.matcher(heard).results()).hasSize(1);
    }
    assertNothingPassed(world);
    assertOthersAreServed(world);
  }

  /** Sends it, and has it served, once. */
  static void assertServed(World world, String raw) {
    RawClient client = RawClient.connect(world).send(raw);
    String heard = World.await(client.until(text -> text.contains("modelVersionId")));
    assertThat(heard).matches("(?s)HTTP/1\\.[01] 200 .*").contains("[1.0,2.0,3.0]");
    assertThat(world.reached(LOCAL)).isEqualTo(1);
    client.close();
    assertOthersAreServed(world);
  }

  static void assertNothingPassed(World world) {
    for (String region : new String[] {LOCAL, NEXT, LAST}) {
      assertThat(world.reached(region)).as(region).isZero();
    }
  }

  static void assertOthersAreServed(World world) {
    assertPredictedBy(LOCAL, world.predict());
  }
}
