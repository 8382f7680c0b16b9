package io.rhumb.gateway.page;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages that one body is on, be it in part. Lives on one event loop. */
public final class Pages {

  private final List<Page> pages = new ArrayList<>();
  private @Nullable Page last;
  private @Nullable ByteBuf onLast;

  /** Whether a piece of the body, which has just come, stands behind the one before it on the same page. Then that one becomes longer. */
  @SuppressWarnings("ReferenceEquality") // Pages with the same bytes are equal, as all buffers.
  public boolean continues(ByteBuf piece) {
    ByteBuf before = onLast;
    if (before == null || last == null || Page.under(piece) != last) {
      return false;
    }
    int end = before.writerIndex() + piece.readableBytes();
    if (!last.hasJust(end)) {
      return false;
    }
    before.writerIndex(end);
    return true;
  }

  /**
   * Takes note of a piece, which has just come and stands behind none.
   *
   * @return the piece, which becomes longer as others {@linkplain #continues continue} it; null if it is on no page, or not the first there
   */
  public @Nullable ByteBuf begins(ByteBuf piece) {
    Page page = Page.under(piece);
    if (page == null || !page.hasJust(piece.readableBytes()) || !page.claim()) {
      last = null;
      onLast = null;
      return null;
    }
    pages.add(page);
    last = page;
    onLast = page.slice().writerIndex(piece.readableBytes());
    return onLast;
  }

  /**
   * Copies what came before the first piece that is on a page.
   *
   * @param before is left as it is
   * @return the copies, in order; empty if there are no pages for all of it
   */
  public List<ByteBuf> copy(ByteBuf before) {
    List<ByteBuf> copies = new ArrayList<>();
    ByteBuf rest = before.slice();
    while (rest.isReadable()) {
      Page page = pages.get(0).another();
      if (page == null) {
        return List.of();
      }
      pages.add(page);
      copies.add(page.append(rest));
    }
    return copies;
  }

  /**
   * Leaves them to other bodies. Whoever still reads this one would read those: it is for whoever knows that all is written that was to be. Does nothing the
   * second time. Whatever is never recycled is freed once nobody can reach it.
   */
  public void recycle() {
    List<Page> all = List.copyOf(pages);
    pages.clear();
    all.forEach(Page::recycle);
  }
}
