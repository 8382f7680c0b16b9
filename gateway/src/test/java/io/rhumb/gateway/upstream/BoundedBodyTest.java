package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.BufferShare;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.page.PagePool;
import io.rhumb.gateway.page.PagedBodies;
import io.rhumb.gateway.upstream.BoundedBody.Fit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundedBodyTest {

  private final Limits limits = new Limits(Bounds.of(1, 1_000));
  private final BufferShare share = limits.newAnswer();

  @Test
  void nothing_isEmpty() {
    assertThat(new BoundedBody(10, share).bytes().length()).isZero();
  }

  @Test
  void onePiece_isNotCopied() {
    BoundedBody body = new BoundedBody(10, share);
    Buffer piece = Buffer.buffer("hello");

    assertThat(body.append(piece)).isEqualTo(Fit.FITS);

    assertThat(body.bytes()).isSameAs(piece);
  }

  @Test
  void severalPieces_areJoinedInOrder_andLeftAlone() {
    BoundedBody body = new BoundedBody(100, share);
    Buffer first = Buffer.buffer("one ");

    body.append(first);
    body.append(Buffer.buffer("two "));
    body.append(Buffer.buffer(""));
    body.append(Buffer.buffer("three"));

    assertThat(body.bytes().toString()).isEqualTo("one two three");
    assertThat(first.toString()).isEqualTo("one ");
  }

  @Test
  void exactBound_fits() {
    BoundedBody body = new BoundedBody(6, share);

    assertThat(body.append(Buffer.buffer("abc"))).isEqualTo(Fit.FITS);
    assertThat(body.append(Buffer.buffer("def"))).isEqualTo(Fit.FITS);
    assertThat(body.append(Buffer.buffer(""))).isEqualTo(Fit.FITS);
  }

  @Test
  void overTheBound_addsNothing() {
    BoundedBody body = new BoundedBody(6, share);
    body.append(Buffer.buffer("abcd"));

    assertThat(body.append(Buffer.buffer("efg"))).isEqualTo(Fit.TOO_LARGE);

    assertThat(body.bytes().toString()).isEqualTo("abcd");
  }

  @Test
  void firstPieceOverTheBound_isRefused() {
    BoundedBody body = new BoundedBody(2, share);

    assertThat(body.append(Buffer.buffer("abc"))).isEqualTo(Fit.TOO_LARGE);

    assertThat(body.bytes().length()).isZero();
  }

  @Test
  void largestBound_doesNotOverflow() {
    BoundedBody body = new BoundedBody(Long.MAX_VALUE, share);

    assertThat(body.append(Buffer.buffer("abc"))).isEqualTo(Fit.FITS);
    assertThat(body.append(Buffer.buffer("def"))).isEqualTo(Fit.FITS);
    assertThat(body.bytes().toString()).isEqualTo("abcdef");
  }

  @Test
  void announced_holdsRoom_andMayComeShorter() {
    BoundedBody body = new BoundedBody(100, share);
    assertThat(body.announce("100")).isEqualTo(Fit.FITS);
    assertThat(limits.bufferedBytes()).isEqualTo(100);

    body.append(Buffer.buffer("ab"));

    assertThat(body.length()).isEqualTo(2);
    assertThat(body.bytes().toString()).isEqualTo("ab");
    assertThat(limits.bufferedBytes()).isEqualTo(100);
  }

  @Test
  void largePieces_areNotCopied() {
    BoundedBody body = new BoundedBody(Long.MAX_VALUE, wide());
    List<Buffer> pieces = Stream.of("a", "b", "c")
        .map(letter -> Buffer.buffer(letter.repeat(16_384)))
        .toList();

    pieces.forEach(body::append);

    assertThat(body.bytes().toString())
        .isEqualTo("a".repeat(16_384) + "b".repeat(16_384) + "c".repeat(16_384));
    assertThat(pieceArrays(body))
        .containsExactlyElementsOf(pieces.stream().map(BoundedBodyTest::array).toList());
  }

  /** One byte on the heap, and all of it would be copied when it is written. */
  @ParameterizedTest
  @ValueSource(strings = {"100001", ""})
  void piecesOnPages_stayThere_howeverSmall(String announced) {
    BoundedBody body = new BoundedBody(Long.MAX_VALUE, wide());
    if (!announced.isEmpty()) {
      body.announce(announced);
    }
    byte[] bytes = new byte[100_001];
    new Random(1).nextBytes(bytes);

    comeOnPages(body, bytes, announced, 65_536, 34_464, 1);

    assertThat(body.bytes().getBytes()).isEqualTo(bytes);
    ByteBuf whole = ((BufferInternal) body.bytes()).getByteBuf();
    assertThat(whole.nioBufferCount()).isEqualTo(2);
    assertThat(whole.isDirect()).isTrue();
  }

  /** What came before it was known to be long moves to pages, in small pieces and large ones, on more than one page. */
  @Test
  void bodyThatTurnsOutToBeLong_isOnPagesAltogether() {
    BoundedBody body = new BoundedBody(Long.MAX_VALUE, wide());
    byte[] bytes = new byte[240_000];
    new Random(1).nextBytes(bytes);

    comeOnPages(body, bytes, "", 100, 100, 5_000, 100, 60_000, 60_000, 60_000, 54_700);

    assertThat(body.bytes().getBytes()).isEqualTo(bytes);
    ByteBuf whole = ((BufferInternal) body.bytes()).getByteBuf();
    assertThat(whole.isDirect()).isTrue();
    // 125,300 bytes moved to two, the others came on two.
    assertThat(whole.nioBufferCount()).isEqualTo(4);
  }

  /** As they come from a connection. */
  private static void comeOnPages(
      BoundedBody body, byte[] bytes, String announced, int... lengths) {
    PagedBodies bodies = new PagedBodies(new PagePool(1 << 20));
    EmbeddedChannel channel = new EmbeddedChannel(
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelRead(ChannelHandlerContext ctx, Object msg) {
            bodies.handOn(ctx, (HttpContent) msg);
          }
        },
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelRead(ChannelHandlerContext ctx, Object msg) {
            body.append(BufferInternal.buffer(((HttpContent) msg).content()));
          }
        });
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/predict");
    if (!announced.isEmpty()) {
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, announced);
    }
    bodies.begin(head);
    bodies.gather();
    int at = 0;
    for (int length : lengths) {
      channel.writeInbound(new DefaultHttpContent(Unpooled.copiedBuffer(bytes, at, length)));
      at += length;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1_460, 4_095})
  void manySmallPieces_takeLittleMoreThanTheirBytes(int length) {
    BoundedBody body = new BoundedBody(Long.MAX_VALUE, wide());
    String piece = "a".repeat(length);
    int pieces = 900_000 / length;

    for (int i = 0; i < pieces; i++) {
      body.append(Buffer.buffer(piece));
    }

    assertThat(body.bytes().toString()).isEqualTo(piece.repeat(pieces));
    assertThat(allocated(body)).isLessThan(1_000_000);
    assertThat(pieceArrays(body)).hasSizeLessThan(25);
  }

  @Test
  void smallPiecesBetweenLargeOnes_takeLittleMoreThanTheirBytes() {
    BoundedBody body = new BoundedBody(Long.MAX_VALUE, wide());

    for (int i = 0; i < 100; i++) {
      body.append(Buffer.buffer("a".repeat(4_096)));
      body.append(Buffer.buffer("b"));
    }

    assertThat(body.length()).isEqualTo(409_700);
    assertThat(allocated(body)).isLessThan(480_000);
  }

  @Test
  void smallPiecesBetweenLargeOnes_stayInTheirPlaces() {
    BoundedBody body = new BoundedBody(Long.MAX_VALUE, wide());
    StringBuilder all = new StringBuilder();

    for (int length : new int[] {1, 5_000, 2, 3, 4_096, 4_095, 9_000}) {
      String piece = Character.toString('a' + length % 26).repeat(length);
      all.append(piece);
      body.append(Buffer.buffer(piece));
    }

    assertThat(body.length()).isEqualTo(all.length());
    assertThat(body.bytes().toString()).isEqualTo(all.toString());
  }

  @Test
  void bytes_canBeSentAgain() {
    BoundedBody body = new BoundedBody(Long.MAX_VALUE, wide());
    body.append(Buffer.buffer("a".repeat(5_000)));
    body.append(Buffer.buffer("b".repeat(5_000)));
    Buffer bytes = body.bytes();

    // As a connection does when it has written them.
    ((BufferInternal) bytes).getByteBuf().release();

    assertThat(bytes.toString()).isEqualTo("a".repeat(5_000) + "b".repeat(5_000));
    assertThat(((BufferInternal) bytes).getByteBuf().readableBytes()).isEqualTo(10_000);
  }

  @Test
  void announced_mayComeLonger() {
    BoundedBody body = new BoundedBody(100, share);
    body.announce("3");

    body.append(Buffer.buffer("ab"));
    assertThat(body.append(Buffer.buffer("cd"))).isEqualTo(Fit.FITS);

    assertThat(body.bytes().toString()).isEqualTo("abcd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"101", "9223372036854775807", "9223372036854775808", "many"})
  void announcedBeyondTheBound_isTooLarge(String contentLength) {
    BoundedBody body = new BoundedBody(100, share);

    assertThat(body.announce(contentLength)).isEqualTo(Fit.TOO_LARGE);

    assertThat(limits.bufferedBytes()).isZero();
  }

  @Test
  void announcedBeyondTheRoom_hasNone() {
    limits.newAnswer().cover(999);
    BoundedBody body = new BoundedBody(100, share);

    assertThat(body.announce("2")).isEqualTo(Fit.NO_ROOM);
    assertThat(body.announce(null)).isEqualTo(Fit.FITS);
  }

  @Test
  void noRoom_addsNothing_andLaterThereMayBe() {
    BufferShare other = limits.newAnswer();
    other.cover(998);
    BoundedBody body = new BoundedBody(10, share);
    body.append(Buffer.buffer("ab"));

    assertThat(body.append(Buffer.buffer("cd"))).isEqualTo(Fit.NO_ROOM);
    other.release();
    assertThat(body.append(Buffer.buffer("ef"))).isEqualTo(Fit.FITS);

    assertThat(body.bytes().toString()).isEqualTo("abef");
    assertThat(limits.bufferedBytes()).isEqualTo(4);
  }

  private static BufferShare wide() {
    return new Limits(Bounds.of(1, 1_000_000)).newAnswer();
  }

  private static List<byte[]> pieceArrays(BoundedBody body) {
    CompositeByteBuf pieces = (CompositeByteBuf) ((BufferImpl) body.bytes()).byteBuf();
    return IntStream.range(0, pieces.numComponents())
        .mapToObj(i -> pieces.component(i).array())
        .toList();
  }

  private static int allocated(BoundedBody body) {
    return pieceArrays(body).stream().mapToInt(array -> array.length).sum();
  }

  private static byte[] array(Buffer piece) {
    return ((BufferInternal) piece).getByteBuf().array();
  }
}
