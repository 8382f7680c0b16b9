package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.BufferShare;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.upstream.BoundedBody.Fit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
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
  void announced_isAllocatedOnce_andMayComeShorter() {
    BoundedBody body = new BoundedBody(100, share);
    assertThat(body.announce("100")).isEqualTo(Fit.FITS);
    assertThat(limits.bufferedBytes()).isEqualTo(100);

    body.append(Buffer.buffer("ab"));
    body.append(Buffer.buffer("cd"));
    int allocated = capacity(body);
    body.append(Buffer.buffer("e".repeat(90)));

    assertThat(allocated).isEqualTo(100);
    assertThat(capacity(body)).isEqualTo(100);
    assertThat(body.bytes().toString()).isEqualTo("abcd" + "e".repeat(90));
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

  private static int capacity(BoundedBody body) {
    return ((BufferImpl) body.bytes()).byteBuf().capacity();
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
}
