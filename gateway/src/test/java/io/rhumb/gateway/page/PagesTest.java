package io.rhumb.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PagesTest {

  private final PagePool pool = new PagePool(2 * Page.BYTES);
  private final Page page = Objects.requireNonNull(pool.take());
  private final Pages pages = new Pages();

  @Test
  void pieceBehindAnother_makesThatOneLonger() {
    ByteBuf body = pages.begins(append("one "));

    assertThat(pages.continues(append("two "))).isTrue();
    assertThat(pages.continues(append("three"))).isTrue();

    assertThat(text(body)).isEqualTo("one two three");
    assertThat(body.isDirect()).isTrue();
  }

  @Test
  void pieceOfAnotherPage_begins() {
    pages.begins(append("one "));
    Page second = Objects.requireNonNull(pool.take());
    ByteBuf piece = second.append(bytes("two"));

    assertThat(pages.continues(piece)).isFalse();
    assertThat(text(pages.begins(piece))).isEqualTo("two");
  }

  /** Pages with the same bytes are equal, as all buffers. */
  @Test
  void pieceOfAPageThatLooksTheSame_begins() {
    Page second = Objects.requireNonNull(pool.take());
    page.setZero(0, Page.BYTES);
    second.setZero(0, Page.BYTES);
    pages.begins(append("a"));

    ByteBuf piece = second.append(bytes("a"));

    assertThat(second).isEqualTo(page);
    assertThat(pages.continues(piece)).isFalse();
  }

  @Test
  void whatCameBefore_isCopiedToPagesOfTheSamePool() {
    pages.begins(append("last"));

    List<ByteBuf> copies = pages.copy(bytes("first"));

    assertThat(copies).extracting(PagesTest::text).containsExactly("first");
    assertThat(copies).allMatch(ByteBuf::isDirect);
    pages.recycle();
    assertThat(pool.idleBytes()).isEqualTo(2 * Page.BYTES);
  }

  @Test
  void whatCameBefore_staysWhereItIs_withoutPagesForAllOfIt() {
    ByteBuf body = pages.begins(append("last"));
    ByteBuf before = Unpooled.wrappedBuffer(new byte[Page.BYTES + 1]);

    assertThat(pages.copy(before)).isEmpty();

    assertThat(before.readableBytes()).isEqualTo(Page.BYTES + 1);
    assertThat(pages.continues(append("."))).isTrue();
    assertThat(text(body)).isEqualTo("last.");
    pages.recycle();
    assertThat(pool.idleBytes()).isEqualTo(2 * Page.BYTES);
  }

  @Test
  void pieceThatIsOnNoPage_isLeftToOthers() {
    pages.begins(append("one "));

    assertThat(pages.continues(bytes("two"))).isFalse();
    assertThat(pages.begins(bytes("two"))).isNull();
    assertThat(pages.continues(append("three"))).as("behind what is not here").isFalse();
  }

  /** Else the page would go back twice, and two bodies would be on it. */
  @Test
  void pageThatIsKnown_doesNotBeginAgain() {
    pages.begins(append("one "));
    pages.begins(bytes("two"));

    assertThat(pages.begins(append("three"))).isNull();
    pages.recycle();
    assertThat(pool.take()).isSameAs(page);
    assertThat(pool.take()).isNotNull().isNotSameAs(page);
  }

  /** What is ahead of it on the page is somebody else's, or lost: it is no part of this body. */
  @Test
  void pieceThatIsNotTheFirstOnItsPage_doesNotBegin() {
    append("lost");

    assertThat(pages.begins(append("one"))).isNull();
  }

  @Test
  void pieceThatIsSeenLate_doesNotContinue() {
    ByteBuf body = pages.begins(append("one "));
    ByteBuf late = append("two ");
    append("three");

    assertThat(pages.continues(late)).isFalse();
    assertThat(text(body)).isEqualTo("one ");
  }

  @Test
  void recycled_serveOthers_onceOnly() {
    pages.begins(append("one"));

    pages.recycle();
    pages.recycle();

    assertThat(pool.take()).isSameAs(page);
    assertThat(pool.take()).isNotSameAs(page);
  }

  private ByteBuf append(String text) {
    return page.append(bytes(text));
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private static String text(ByteBuf bytes) {
    return bytes.toString(StandardCharsets.US_ASCII);
  }
}
