package io.rhumb.gateway.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which messages are written as one piece, and what it says. */
final class OnePieceTest {

  @Test
  void piece_isTheAnswerAsHttpHasIt() {
    HttpHeaders headers = ofLength(2).add("content-type", "application/json").add("x-a", "1");
    FullHttpResponse answer = answer(200, headers, heap("{}"));

    ByteBuf bytes = OnePiece.of(UnpooledByteBufAllocator.DEFAULT, answer);

    assertThat(bytes.isDirect()).isTrue();
    assertThat(bytes.toString(StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: application/json\r\n"
            + "x-a: 1\r\n\r\n{}");
    assertThat(answer.refCnt()).isZero();
    bytes.release();
  }

  @Test
  void headLargerThanExpected_isWhole() {
    HttpHeaders headers = ofLength(2).add("x-a", "a".repeat(10_000));

    ByteBuf bytes = OnePiece.of(UnpooledByteBufAllocator.DEFAULT, answer(503, headers, heap("{}")));

    assertThat(bytes.toString(StandardCharsets.US_ASCII))
        .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
        .endsWith("a\r\n\r\n{}")
        .hasSizeGreaterThan(10_000);
    bytes.release();
  }

  @Test
  void request_isAsHttpHasIt_whoseverTheHeadersAre() {
    HttpHeaders headers = new DefaultHttpHeaders()
        .add("content-length", 2)
        .add(HttpHeaderNames.AUTHORIZATION, new AsciiString("Bearer t"));
    FullHttpRequest request = request("/v1/x:predict", headers, heap("{}"));
    assertThat(OnePiece.fits(request)).isTrue();

    ByteBuf bytes = OnePiece.of(UnpooledByteBufAllocator.DEFAULT, request);

    assertThat(bytes.toString(StandardCharsets.US_ASCII))
        .isEqualTo("POST /v1/x:predict HTTP/1.1\r\ncontent-length: 2\r\n"
            + "authorization: Bearer t\r\n\r\n{}");
    assertThat(request.refCnt()).isZero();
    bytes.release();
  }

  @Test
  void chunk_isFramedByItsLength() {
    HttpContent chunk = new DefaultHttpContent(heap("data: 1234567890\n\n"));
    assertThat(OnePiece.fitsChunk(chunk)).isTrue();

    ByteBuf bytes = OnePiece.ofChunk(UnpooledByteBufAllocator.DEFAULT, chunk);

    assertThat(bytes.toString(StandardCharsets.US_ASCII))
        .isEqualTo("12\r\ndata: 1234567890\n\n\r\n");
    assertThat(bytes.capacity()).isLessThanOrEqualTo(30);
    assertThat(chunk.refCnt()).isZero();
    bytes.release();
  }

  /** A chunk without bytes would be the last one (RFC 9112, section 7.1). */
  @Test
  void emptyChunk_doesNotFit() {
    assertThat(OnePiece.fitsChunk(new DefaultHttpContent(Unpooled.EMPTY_BUFFER)))
        .isFalse();
  }

  @Test
  void chunks_fitWhereTheHeadSaysThatTheyCome_andABodyMay() {
    assertThat(OnePiece.chunksFit(head(200, "chunked"))).isTrue();
    assertThat(OnePiece.chunksFit(head(200, "identity"))).isFalse();
    assertThat(OnePiece.chunksFit(head(204, "chunked"))).isFalse();
  }

  private static HttpResponse head(int status, String encoding) {
    return new DefaultHttpResponse(
        HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(status),
        new DefaultHttpHeaders().add(HttpHeaderNames.TRANSFER_ENCODING, encoding));
  }

  @Test
  void largeRequest_doesNotFit() {
    byte[] body = new byte[64 * 1024 + 1];
    FullHttpRequest request = request("/", ofLength(body.length), Unpooled.wrappedBuffer(body));
    assertThat(OnePiece.fits(request)).isFalse();
    request.release();
  }

  @Test
  void requestWithoutAPath_doesNotFit() {
    FullHttpRequest request = request("", ofLength(2), heap("{}"));
    assertThat(OnePiece.fits(request)).isFalse();
    request.release();
  }

  @Test
  void messageForWhichThereIsNoRoom_isReleased() {
    FullHttpResponse answer = answer(200, ofLength(2), heap("{}"));

    assertThatThrownBy(() -> OnePiece.of(new FullAllocator(), answer))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(answer.refCnt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 400, 429, 500, 503})
  void wholeAnswer_fits(int status) {
    assertThat(fits(answer(status, ofLength(2), heap("{}")))).isTrue();
  }

  /** RFC 9110, section 6.4.1. */
  @ParameterizedTest
  @ValueSource(ints = {100, 101, 204, 205, 304})
  void answerThatHasNoBody_doesNot(int status) {
    assertThat(fits(answer(status, ofLength(2), heap("{}")))).isFalse();
  }

  @Test
  void answerWithoutContent_doesNot() {
    assertThat(fits(answer(200, ofLength(0), Unpooled.EMPTY_BUFFER))).isFalse();
  }

  @Test
  void answerInDirectMemory_doesNot_sinceThatWouldBeACopyMore() {
    ByteBuf direct = UnpooledByteBufAllocator.DEFAULT.directBuffer(2).writeBytes(new byte[2]);
    assertThat(fits(answer(200, ofLength(2), direct))).isFalse();
  }

  @Test
  void answerInChunks_doesNot() {
    HttpHeaders headers = HeadersMultiMap.httpHeaders().add("transfer-encoding", "chunked");
    assertThat(fits(answer(200, headers, heap("{}")))).isFalse();
  }

  @Test
  void answerWhoseEndIsThatOfItsConnection_doesNot() {
    assertThat(fits(answer(200, HeadersMultiMap.httpHeaders(), heap("{}")))).isFalse();
  }

  private static boolean fits(FullHttpResponse answer) {
    boolean fits = OnePiece.fits(answer);
    answer.release();
    return fits;
  }

  private static HttpHeaders ofLength(int bytes) {
    return HeadersMultiMap.httpHeaders().add("content-length", Integer.toString(bytes));
  }

  private static ByteBuf heap(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static FullHttpRequest request(String uri, HttpHeaders headers, ByteBuf content) {
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1, HttpMethod.POST, uri, content, headers, EmptyHttpHeaders.INSTANCE);
  }

  private static FullHttpResponse answer(int status, HttpHeaders headers, ByteBuf content) {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(status),
        content,
        headers,
        EmptyHttpHeaders.INSTANCE);
  }
}
