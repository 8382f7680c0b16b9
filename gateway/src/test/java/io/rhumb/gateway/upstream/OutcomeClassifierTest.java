package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.rhumb.engine.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test per row of the outcome table, and then every status there is. */
final class OutcomeClassifierTest {

  private static final long SECOND = 1_000_000_000L;
  private static final String NOT_READY =
      "{\"error\":{\"code\":429,\"message\":\"Model is not yet ready for inference. Wait.\"}}";
  private static final String RETRY_IN_SEVEN =
      "{\"error\":{\"code\":429,\"details\":[{\"retryDelay\":\"7s\"}]}}";

  @Test
  void noConnection_isUnreachable() {
    assertThat(OutcomeClassifier.ofConnectFailure(new ConnectException()))
        .isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void http11_whereOnlyHttp2WillDo_isNoHttp2() {
    assertThat(OutcomeClassifier.ofConnectFailure(new NoHttp2Exception()))
        .isEqualTo(Outcome.WRONG_PROTOCOL);
  }

  @Test
  void whatTheGatewayLacks_isNoFaultOfTheTarget() {
    Throwable wrapped = new EncoderException(new OutOfMemoryError("direct"));
    Throwable files = new ChannelException("socket", new IOException("Too many open files"));
    assertThat(OutcomeClassifier.ofBreak(wrapped)).isEqualTo(Outcome.NO_ROOM);
    assertThat(OutcomeClassifier.ofConnectFailure(files)).isEqualTo(Outcome.NO_ROOM);
    assertThat(OutcomeClassifier.ofConnectFailure(new IOException("Connection refused")))
        .isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void refusedStream_isUnreachable() {
    assertThat(OutcomeClassifier.ofBreak(new StreamResetException(7)))
        .isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void headThatTheTargetDoesNotTake_isTooLarge_butOneOfItsAnswerIsALoss() {
    assertThat(OutcomeClassifier.ofBreak(headTooLarge(false))).isEqualTo(Outcome.HEAD_TOO_LARGE);
    assertThat(OutcomeClassifier.ofBreak(headTooLarge(true))).isEqualTo(Outcome.CONNECTION_LOST);
  }

  private static Http2Exception headTooLarge(boolean onDecode) {
    return Http2Exception.headerListSizeError(
        3, Http2Error.PROTOCOL_ERROR, onDecode, "Header size exceeded");
  }

  @Test
  void anyOtherBreak_isConnectionLost() {
    assertThat(OutcomeClassifier.ofBreak(new StreamResetException(8)))
        .isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(OutcomeClassifier.ofBreak(new HttpClosedException("closed")))
        .isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(OutcomeClassifier.ofBreak(new ConnectException()))
        .isEqualTo(Outcome.CONNECTION_LOST);
  }

  @Test
  void status500_isInternalError() {
    assertThat(outcome(500)).isEqualTo(Outcome.INTERNAL_ERROR);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503})
  void status502And503_areUnavailable(int status) {
    assertThat(outcome(status)).isEqualTo(Outcome.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503})
  void status502And503_carryRetryAfter(int status) {
    assertThat(classify(status, "", "retry-after", "4").hintNanos()).isEqualTo(4 * SECOND);
    assertThat(classify(status, "").hintNanos()).isNegative();
  }

  @Test
  void status503_retryInfoInTheBody_isNoHint() {
    assertThat(classify(503, RETRY_IN_SEVEN).hintNanos()).isNegative();
  }

  @Test
  void status504_isTimeout() {
    assertThat(outcome(504)).isEqualTo(Outcome.TIMEOUT);
  }

  @Test
  void status408_isRequestTimeout() {
    assertThat(outcome(408)).isEqualTo(Outcome.REQUEST_TIMEOUT);
  }

  @Test
  void status429_isThrottled() {
    assertThat(classify(429, "")).isEqualTo(new Classification(Outcome.THROTTLED, -1));
    assertThat(classify(429, RETRY_IN_SEVEN))
        .isEqualTo(new Classification(Outcome.THROTTLED, 7 * SECOND));
    assertThat(classify(429, RETRY_IN_SEVEN, "retry-after", "2"))
        .isEqualTo(new Classification(Outcome.THROTTLED, 2 * SECOND));
  }

  @Test
  void status429_notReady_isNotReady() {
    assertThat(classify(429, NOT_READY).outcome()).isEqualTo(Outcome.NOT_READY);
  }

  @Test
  void status429_compressed_isReadAllTheSame() {
    assertThat(classify(429, gzip(NOT_READY), "content-encoding", "gzip").outcome())
        .isEqualTo(Outcome.NOT_READY);
    assertThat(classify(429, gzip(RETRY_IN_SEVEN), "Content-Encoding", "GZIP").hintNanos())
        .isEqualTo(7 * SECOND);
  }

  @Test
  void status429_compressedBadly_isThrottledWithoutHint() {
    Buffer cut = gzip(RETRY_IN_SEVEN).getBuffer(0, 12);

    assertThat(classify(429, cut, "content-encoding", "gzip"))
        .isEqualTo(new Classification(Outcome.THROTTLED, -1));
    assertThat(classify(429, Buffer.buffer("plain"), "content-encoding", "gzip"))
        .isEqualTo(new Classification(Outcome.THROTTLED, -1));
    assertThat(classify(429, Buffer.buffer(), "content-encoding", "gzip"))
        .isEqualTo(new Classification(Outcome.THROTTLED, -1));
  }

  @Test
  void status429_bomb_isReadOnlyAtItsBeginning() {
    String bomb = " ".repeat(50_000_000) + RETRY_IN_SEVEN;

    assertThat(classify(429, gzip(bomb), "content-encoding", "gzip").hintNanos())
        .isNegative();
  }

  @Test
  void status401_isUnauthenticated() {
    assertThat(outcome(401)).isEqualTo(Outcome.UNAUTHENTICATED);
  }

  @Test
  void status404_isAReasonToAskElsewhere_onlyWhereConfigured() {
    assertThat(outcome(404)).isEqualTo(Outcome.REJECTED);
    UpstreamAnswer answer =
        new UpstreamAnswer(404, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
    assertThat(OutcomeClassifier.ofAnswer(answer, true, true, 0).outcome())
        .isEqualTo(Outcome.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 409, 413, 415, 422, 501})
  void clientsOwnMistake_isRejected(int status) {
    assertThat(outcome(status)).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void theWordsOfA429_underAnotherStatus_meanNothing() {
    assertThat(classify(400, NOT_READY).outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(classify(200, NOT_READY).outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @ParameterizedTest
  @MethodSource("everyStatus")
  void everyStatus_hasItsOutcome(int status) {
    assertThat(outcome(status)).isEqualTo(expected(status));
  }

  static IntStream everyStatus() {
    return IntStream.range(200, 600);
  }

  private static Outcome expected(int status) {
    if (status < 300) {
      return Outcome.SUCCESS;
    }
    if (Set.of(502, 503).contains(status)) {
      return Outcome.UNAVAILABLE;
    }
    return switch (status) {
      case 401 -> Outcome.UNAUTHENTICATED;
      case 408 -> Outcome.REQUEST_TIMEOUT;
      case 429 -> Outcome.THROTTLED;
      case 501 -> Outcome.REJECTED;
      case 504 -> Outcome.TIMEOUT;
      default -> status < 500 ? Outcome.REJECTED : Outcome.INTERNAL_ERROR;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "0,SUCCESS",
    "1,REJECTED",
    "2,INTERNAL_ERROR",
    "3,REJECTED",
    "4,TIMEOUT",
    "5,REJECTED",
    "6,REJECTED",
    "7,REJECTED",
    "8,THROTTLED",
    "9,REJECTED",
    "10,REJECTED",
    "11,REJECTED",
    "12,REJECTED",
    "13,INTERNAL_ERROR",
    "14,UNAVAILABLE",
    "15,INTERNAL_ERROR",
    "16,UNAUTHENTICATED",
    "17,INTERNAL_ERROR",
    "99,INTERNAL_ERROR"
  })
  void grpcStatus_inTheHeadOrBehindTheMessage(String number, Outcome expected) {
    assertThat(overGrpc(200, fields("grpc-status", number), fields())).isEqualTo(expected);
    assertThat(overGrpc(200, fields(), fields("grpc-status", number))).isEqualTo(expected);
  }

  @Test
  void grpcStatus_missing_isConnectionLost() {
    assertThat(overGrpc(200, fields(), fields())).isEqualTo(Outcome.CONNECTION_LOST);
  }

  @ParameterizedTest
  @CsvSource({
    "502,CONNECTION_LOST",
    "503,UNAVAILABLE",
    "429,THROTTLED",
    "500,INTERNAL_ERROR",
    "504,TIMEOUT",
    "400,REJECTED"
  })
  void ofWhatMayHappenOnceOnly_502MayHaveHappened(int status, Outcome expected) {
    assertThat(ofOnce(new UpstreamAnswer(status, fields(), Buffer.buffer()))).isEqualTo(expected);
  }

  @Test
  void ofWhatMayHappenOnceOnly_grpcStatus14MayHaveHappened_butNotBehindAnHttpError() {
    MultiMap unavailable = fields("grpc-status", "14");
    assertThat(ofOnce(new UpstreamAnswer(200, fields(), Buffer.buffer(), unavailable)))
        .isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(ofOnce(new UpstreamAnswer(503, fields(), Buffer.buffer(), unavailable)))
        .isEqualTo(Outcome.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gRPC message exceeds maximum size 4194304: 5000000",
        "Decompressed gRPC message exceeds maximum size 4194304",
        "Received message larger than max (5000000 vs. 4194304)",
        "grpc: received message larger than max (5000000 vs. 4194304)",
        "trying to send message larger than max (5000000 vs. 4194304)"
      })
  void grpcStatus8_messageTooLarge_isRejected(String why) {
    MultiMap tooLarge = fields("grpc-status", "8", "grpc-message", why);

    assertThat(overGrpc(200, fields(), tooLarge)).isEqualTo(Outcome.REJECTED);
    assertThat(overGrpc(200, tooLarge, fields())).isEqualTo(Outcome.REJECTED);
    assertThat(classify(429, why).outcome()).isEqualTo(Outcome.THROTTLED);
  }

  @Test
  void grpcStatus_behindAnHttpError_countsForNothing() {
    assertThat(overGrpc(503, fields("grpc-status", "0"), fields())).isEqualTo(Outcome.UNAVAILABLE);
  }

  @Test
  void grpcStatus8_notReady_isNotReady() {
    MultiMap notReady =
        fields("grpc-status", "8", "grpc-message", "Model is not yet ready for inference. 0%25");

    assertThat(overGrpc(200, fields(), notReady)).isEqualTo(Outcome.NOT_READY);
    assertThat(overGrpc(200, notReady, fields())).isEqualTo(Outcome.NOT_READY);
  }

  private static Outcome overGrpc(int status, MultiMap headers, MultiMap trailers) {
    UpstreamAnswer answer = new UpstreamAnswer(status, headers, Buffer.buffer(), trailers);
    return OutcomeClassifier.ofAnswer(answer, true, false, 0).outcome();
  }

  private static Outcome ofOnce(UpstreamAnswer answer) {
    return OutcomeClassifier.ofAnswer(answer, false, false, 0).outcome();
  }

  private static MultiMap fields(String... namesAndValues) {
    MultiMap map = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static Outcome outcome(int status) {
    return classify(status, "").outcome();
  }

  private static Classification classify(int status, String body, String... headers) {
    return classify(status, Buffer.buffer(body), headers);
  }

  private static Classification classify(int status, Buffer body, String... headers) {
    return OutcomeClassifier.ofAnswer(
        new UpstreamAnswer(status, fields(headers), body), true, false, 0);
  }

  private static Buffer gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
