package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.credential.Credential;
import io.rhumb.gateway.credential.CredentialHeaders;
import io.rhumb.gateway.upstream.Calls.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call does about tokens that are refused, or not at hand. */
final class UpstreamCallCredentialTest {

  /** Longer than a test waits for the end of a call. */
  private static final UpstreamConfig LONG_CONNECT =
      new UpstreamConfig(Duration.ofMinutes(1), 1, Duration.ofMinutes(1));

  private Vertx vertx;
  private Calls calls;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    calls = new Calls(vertx, Calls.ONE_CONNECTION);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void refusedToken_isRefreshedOnce_andTheCallRepeated() throws Exception {
    RawServer server = tokensAccepted("new");
    FakeCredential credential = FakeCredential.of("old");
    var old = credential.current();

    Call call = calls.start(calls.plain(server.port(), credential));
    credential.awaitRefresh();
    // On this thread, which is not that of the call.
    credential.answer("new");

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.end().answer().body().toString()).isEqualTo("new");
    assertThat(call.events()).containsExactly("first byte", "end");
    assertThat(credential.refreshes()).isEqualTo(1);
    assertThat(credential.refused()).containsExactly(old);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void refusal_isNotTheFirstByteOfTheAnswer() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() == 0) {
        request.answer("401 No", "who are you?");
      }
    });
    FakeCredential credential = FakeCredential.of("old");
    Call call = calls.start(calls.plain(server.port(), credential));
    credential.awaitRefresh();
    credential.answer("new");
    Waiting.until(vertx, () -> server.requests().size() == 2);

    assertThat(call.events()).isEmpty();

    server.requests().get(1).ok("{}");
    call.end();
    assertThat(call.events()).containsExactly("first byte", "end");
  }

  @Test
  void refusedTwice_isUnauthenticated() throws Exception {
    RawServer server = tokensAccepted("neither");
    FakeCredential credential = FakeCredential.of("old");

    Call call = calls.start(calls.plain(server.port(), credential));
    credential.awaitRefresh();
    credential.answer("new");

    assertThat(call.end().outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
    assertThat(credential.refreshes()).isEqualTo(1);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void refusedAndNoNewToken_isUnauthenticated() throws Exception {
    RawServer server = tokensAccepted("new");
    FakeCredential credential = FakeCredential.of("old");

    Call call = calls.start(calls.plain(server.port(), credential));
    credential.awaitRefresh();
    credential.fail();

    assertThat(call.end().outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
    assertThat(server.requests()).hasSize(1);
    assertThat(call.events()).containsExactly("end");
  }

  @Test
  void refusedWithoutAnyCredential_isNotRefreshed() throws Exception {
    RawServer server = tokensAccepted("new");
    FakeCredential none = FakeCredential.none();

    Call call = calls.start(calls.plain(server.port(), none));

    assertThat(call.end().outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
    assertThat(none.refreshes()).isZero();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void noTokenAtHand_waitsForOne() throws Exception {
    RawServer server = tokensAccepted("new");
    FakeCredential credential = FakeCredential.notAtHand();

    Call call = calls.start(calls.plain(server.port(), credential));
    credential.awaitRefresh();
    assertThat(server.connections()).isEmpty();
    credential.answer("new");

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(credential.refused()).isEmpty();
    assertThat(server.requests().get(0).header("authorization")).containsExactly("Bearer new");
  }

  @Test
  void noTokenAtHand_andNoneToBeHad_isNobodysFault() throws Exception {
    RawServer server = tokensAccepted("new");
    FakeCredential credential = FakeCredential.notAtHand();

    Call call = calls.start(calls.plain(server.port(), credential));
    credential.awaitRefresh();
    credential.fail();

    assertThat(call.end().outcome()).isEqualTo(Outcome.NO_CREDENTIAL);
    assertThat(call.events()).containsExactly("end");
    assertThat(server.connections()).isEmpty();
  }

  @Test
  void credentialThatThrows_isNobodysFault() throws Exception {
    RawServer server = tokensAccepted("new");

    Call call = calls.start(calls.plain(server.port(), new Defective()));

    assertThat(call.end().outcome()).isEqualTo(Outcome.NOT_MADE);
    assertThat(call.events()).containsExactly("end");
    assertThat(server.connections()).isEmpty();
  }

  /** It is found out once there is a connection, which others can have then. */
  @Test
  void tokenThatIsNoHeaderValue_isNobodysFault() throws Exception {
    RawServer server = tokensAccepted("new");

    Call call = calls.start(calls.plain(server.port(), FakeCredential.of("a\nb")));

    assertThat(call.end().outcome()).isEqualTo(Outcome.NOT_MADE);
    assertThat(call.events()).containsExactly("end");
    assertThat(server.requests()).isEmpty();
    UpstreamTarget well = calls.plain(server.port(), FakeCredential.of("new"));
    assertThat(calls.make(well).outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void tokenThatIsNoHeaderValue_isNotLogged() throws Exception {
    RawServer server = tokensAccepted("new");
    Logger logger = Logger.getLogger(UpstreamCall.class.getName());
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Handler handler = new StreamHandler(log, new SimpleFormatter());
    logger.addHandler(handler);
    try {
      calls.make(calls.plain(server.port(), FakeCredential.of("secret\nsecret")));
    } finally {
      logger.removeHandler(handler);
      handler.flush();
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("call to target.test: not made")
        .doesNotContain("secret\nsecret");
  }

  @Test
  void noTokenInTime_isNobodysFault_thoughTheAttemptIsShort() throws Exception {
    RawServer server = tokensAccepted("new");
    calls = new Calls(vertx, LONG_CONNECT).left(Duration.ofMillis(200));

    Call call = calls.start(calls.plain(server.port(), FakeCredential.notAtHand()));

    assertThat(call.end().outcome()).isEqualTo(Outcome.NO_CREDENTIAL);
    assertThat(server.connections()).isEmpty();
  }

  @Test
  void refusedAndNoNewTokenInTime_isUnauthenticated_thoughTheAttemptIsShort() throws Exception {
    RawServer server = tokensAccepted("new");
    calls = new Calls(vertx, LONG_CONNECT).left(Duration.ofMillis(200));

    Call call = calls.start(calls.plain(server.port(), FakeCredential.of("old")));

    assertThat(call.end().outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void repeatOnADeadConnection_andTokenRefresh_areSeparateMishaps() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      List<String> token = request.header("authorization");
      if (request.connection() == 0 && request.index() == 1) {
        request.close();
      } else if (token.contains("Bearer new")
          || request.index() == 0 && request.connection() == 0) {
        request.ok("{}");
      } else {
        request.answer("401 No", "no");
      }
    });
    FakeCredential credential = FakeCredential.of("old");
    UpstreamTarget target = calls.plain(server.port(), credential);
    calls.make(target);

    Call call = calls.start(target);
    credential.awaitRefresh();
    credential.answer("new");

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void cancelledWhileATokenIsFetched_asksNobody() throws Exception {
    RawServer server = tokensAccepted("new");
    FakeCredential credential = FakeCredential.notAtHand();
    Call call = calls.start(calls.plain(server.port(), credential));
    credential.awaitRefresh();

    call.cancel();
    credential.answer("new");
    calls.settle();

    assertThat(server.connections()).isEmpty();
    assertThat(call.events()).isEmpty();
  }

  /** Cancelled, or lost to a hedge. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givenUpWhileATokenIsRefreshed_isNotRepeated_andTheConnectionStays(boolean lost)
      throws Exception {
    RawServer server = tokensAccepted("new");
    FakeCredential credential = FakeCredential.of("old");
    UpstreamTarget target = calls.plain(server.port(), credential);
    Call call = calls.start(target);
    credential.awaitRefresh();

    if (lost) {
      call.lose();
    } else {
      call.cancel();
    }
    credential.answer("new");
    calls.settle();

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).hasSize(1);
    assertThat(call.events()).isEmpty();
  }

  @Test
  void lostWhileTheRepeatIsUnanswered_leavesItsConnectionToTheNext() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() == 0) {
        request.answer("401 No", "who are you?");
      } else if (request.index() == 2) {
        request.ok("{}");
      }
    });
    FakeCredential credential = FakeCredential.of("old");
    UpstreamTarget target = calls.plain(server.port(), credential);
    Call call = calls.lingering(Duration.ofMinutes(1)).start(target);
    credential.awaitRefresh();
    credential.answer("new");
    Waiting.until(vertx, () -> server.requests().size() == 2);

    calls.elapse(Duration.ofSeconds(4));
    call.lose();
    server.requests().get(1).ok("{}");

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
    assertThat(call.events()).isEmpty();
  }

  /** A target that answers with the token that it got, if it is the right one. */
  private RawServer tokensAccepted(String right) throws Exception {
    return RawServer.start(vertx, request -> {
      if (request.header("authorization").contains("Bearer " + right)) {
        request.ok(right);
      } else {
        request.answer("401 Unauthorized", "who are you?");
      }
    });
  }

  /** It must not, and does. */
  private static final class Defective implements Credential {
    @Override
    public CredentialHeaders current() {
      throw new IllegalStateException("a defect, for a test");
    }

    @Override
    public Future<CredentialHeaders> refresh(@Nullable CredentialHeaders refused) {
      throw new IllegalStateException("a defect, for a test");
    }
  }
}
