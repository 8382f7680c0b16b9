package io.rhumb.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PagePoolTest {

  private final PagePool pool = new PagePool(2 * Page.BYTES);

  @Test
  void pages_areMadeUpToTheBound() {
    Page first = pool.take();
    Page second = pool.take();

    assertThat(first).isNotNull().isNotSameAs(second);
    assertThat(pool.take()).isNull();
    assertThat(pool.bytes()).isEqualTo(2L * Page.BYTES);
  }

  @Test
  void poolWithoutMemory_hasNone() {
    assertThat(PagePool.none().take()).isNull();
    assertThat(PagePool.none().bytes()).isZero();
  }

  @Test
  void recycledPage_servesAgain_andIsEmpty() {
    Page page = taken();
    append(page, "a".repeat(Page.BYTES));
    assertThat(page.isFull()).isTrue();

    page.recycle();

    assertThat(pool.take()).isSameAs(page);
    assertThat(page.isFull()).isFalse();
    assertThat(text(append(page, "b"))).isEqualTo("b");
  }

  @Test
  void lastOneInUse_isTheFirstToBeUsedAgain() {
    Page first = taken();
    Page second = taken();
    first.recycle();
    second.recycle();

    assertThat(pool.take()).isSameAs(second);
  }

  /** What tests rely on that look for a body whose pages were recycled too early: only where assertions are checked. */
  @Test
  void recycledPage_saysNothingOfWhatWasOnIt() {
    Page page = taken();
    ByteBuf piece = append(page, "secret");

    page.recycle();

    assertThat(text(piece)).isEqualTo("######");
  }

  @Test
  void pagesThatNobodyNeededSinceTheLastTime_areFreed() {
    Page first = taken();
    Page second = taken();
    first.recycle();
    second.recycle();

    pool.trim();
    assertThat(pool.bytes()).as("they were needed").isEqualTo(2L * Page.BYTES);

    taken().recycle();
    pool.trim();
    assertThat(pool.bytes()).as("one was needed").isEqualTo(Page.BYTES);

    pool.trim();
    assertThat(pool.bytes()).isZero();
    assertThat(pool.take()).isNotNull();
  }

  @Test
  void pageThatIsInUse_isNotFreed() {
    Page page = taken();
    ByteBuf piece = append(page, "kept");

    pool.trim();
    pool.trim();

    assertThat(text(piece)).isEqualTo("kept");
    assertThat(pool.bytes()).isEqualTo(Page.BYTES);
  }

  /** Whoever drops a body need not say so: its pages are freed, and others can be made. */
  @Test
  void pageThatNobodyCanReach_isFreed() {
    append(taken(), "dropped");
    append(taken(), "dropped");

    awaitBytes(pool, 0);

    assertThat(pool.take()).isNotNull();
  }

  @Test
  void pieceOfAPage_keepsItAlive() {
    ByteBuf piece = append(taken(), "kept").slice(1, 2);
    append(taken(), "dropped");

    awaitBytes(pool, Page.BYTES);

    assertThat(text(piece)).isEqualTo("ep");
    assertThat(pool.bytes()).isEqualTo(Page.BYTES);
  }

  /** Two bodies would be on one page. */
  @Test
  void pageThatIsRecycledTwice_isABug() {
    Page page = taken();
    page.recycle();

    assertThatThrownBy(page::recycle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("recycled twice");
    assertThat(pool.take()).isSameAs(page);
    page.recycle();
  }

  /** Whoever drops a message releases it. */
  @Test
  void pieceThatIsReleased_takesNothingFromThePage() {
    Page page = taken();
    ByteBuf piece = append(page, "released");

    piece.release();

    assertThat(text(append(page, " and more"))).isEqualTo(" and more");
    assertThat(text(piece)).isEqualTo("released");
  }

  /** The collector finds what was dropped. */
  static void awaitBytes(PagePool pool, long most) {
    long giveUp = System.nanoTime() + 20_000_000_000L;
    while (pool.bytes() > most) {
      assertThat(System.nanoTime()).as("freed in time").isLessThan(giveUp);
      System.gc();
      Thread.onSpinWait();
    }
  }

  private Page taken() {
    return Objects.requireNonNull(pool.take());
  }

  private static ByteBuf append(Page page, String text) {
    return page.append(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private static String text(ByteBuf bytes) {
    return bytes.toString(StandardCharsets.US_ASCII);
  }
}
