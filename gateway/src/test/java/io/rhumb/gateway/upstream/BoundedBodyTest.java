package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

final class BoundedBodyTest {

  @Test
  void nothing_isEmpty() {
    assertThat(new BoundedBody(10).bytes().length()).isZero();
  }

  @Test
  void onePiece_isNotCopied() {
    BoundedBody body = new BoundedBody(10);
    Buffer piece = Buffer.buffer("hello");

    assertThat(body.append(piece)).isTrue();

    assertThat(body.bytes()).isSameAs(piece);
  }

  @Test
  void severalPieces_areJoinedInOrder_andLeftAlone() {
    BoundedBody body = new BoundedBody(100);
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
    BoundedBody body = new BoundedBody(6);

    assertThat(body.append(Buffer.buffer("abc"))).isTrue();
    assertThat(body.append(Buffer.buffer("def"))).isTrue();
    assertThat(body.append(Buffer.buffer(""))).isTrue();
  }

  @Test
  void overTheBound_addsNothing() {
    BoundedBody body = new BoundedBody(6);
    body.append(Buffer.buffer("abcd"));

    assertThat(body.append(Buffer.buffer("efg"))).isFalse();

    assertThat(body.bytes().toString()).isEqualTo("abcd");
  }

  @Test
  void firstPieceOverTheBound_isRefused() {
    BoundedBody body = new BoundedBody(2);

    assertThat(body.append(Buffer.buffer("abc"))).isFalse();

    assertThat(body.bytes().length()).isZero();
  }

  @Test
  void largestBound_doesNotOverflow() {
    BoundedBody body = new BoundedBody(Long.MAX_VALUE);

    assertThat(body.append(Buffer.buffer("abc"))).isTrue();
    assertThat(body.append(Buffer.buffer("def"))).isTrue();
    assertThat(body.bytes().toString()).isEqualTo("abcdef");
  }
}
