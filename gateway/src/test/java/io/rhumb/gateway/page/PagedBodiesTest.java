package io.rhumb.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PagedBodiesTest {

  private final PagePool pool = new PagePool(4 * Page.BYTES);
  private final PagedBodies bodies = new PagedBodies(pool);
  private final List<ByteBuf> given = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter() {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      bodies.handOn(ctx, (HttpContent) msg);
    }
  });

  @Test
  void bodyThatSaysThatItIsLong_isOnPagesFromTheFirstByte() {
    byte[] body = random(100_000);
    begin("100000");

    List<HttpContent> parts = handOn(part(body, 0, 60_000), last(body, 60_000, 40_000));

    assertThat(joined(parts)).isEqualTo(body);
    assertThat(parts).allMatch(part -> Page.under(part.content()) != null);
    // The second part goes on where the first has ended, and then on a second page.
    assertThat(parts)
        .extracting(part -> part.content().readableBytes())
        .containsExactly(60_000, 5_536, 34_464);
    assertThat(Page.under(parts.get(0).content()))
        .isSameAs(Page.under(parts.get(1).content()));
    assertThat(Page.under(parts.get(2).content()))
        .isNotSameAs(Page.under(parts.get(0).content()));
    assertThat(parts.get(2)).isInstanceOf(LastHttpContent.class);
    assertGivenBack();
  }

  @Test
  void shortBody_isLeftAlone() {
    begin("65536");

    assertThat(handOn(last(random(65_536), 0, 65_536)))
        .noneMatch(part -> Page.under(part.content()) != null);
    assertThat(pool.bytes()).isZero();
  }

  @Test
  void bodyThatDoesNotTellItsLength_isOnPagesOnceItIsLong() {
    byte[] body = random(100_000);
    begin(null);

    List<HttpContent> parts = handOn(
        part(body, 0, 65_535), part(body, 65_535, 1), part(body, 65_536, 34_464), last(body, 0, 0));

    assertThat(joined(parts)).isEqualTo(body);
    assertThat(parts)
        .extracting(part -> Page.under(part.content()) != null)
        .containsExactly(false, false, true, false);
  }

  @Test
  void messageThatIsNotGathered_isLeftAlone() {
    bodies.begin(head("100000"));

    assertThat(handOn(part(random(60_000), 0, 60_000), last(random(40_000), 0, 40_000)))
        .hasSize(2)
        .noneMatch(part -> Page.under(part.content()) != null);
  }

  @Test
  void messageThatIsLetGo_takesNoFurtherPage() {
    byte[] body = random(200_000);
    begin("200000");
    Page page = Page.under(handOn(part(body, 0, 60_000)).get(0).content());

    bodies.letGo();
    page.recycle();
    List<HttpContent> rest = handOn(part(body, 60_000, 60_000), last(body, 120_000, 80_000));

    assertThat(joined(rest)).isEqualTo(Arrays.copyOfRange(body, 60_000, 200_000));
    assertThat(rest).noneMatch(part -> Page.under(part.content()) != null);
    assertThat(pool.idleBytes()).isEqualTo(pool.bytes()).isEqualTo(Page.BYTES);
  }

  /** As by whoever finds with one of its pieces that it is too long. */
  @Test
  void messageThatIsLetGoWithAPiece_takesNoPageForTheRestOfItsPart() {
    byte[] body = random(200_000);
    channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object msg) {
        bodies.letGo();
        ctx.fireChannelRead(msg);
      }
    });
    begin("200000");

    List<HttpContent> parts = handOn(part(body, 0, 150_000));

    assertThat(joined(parts)).isEqualTo(Arrays.copyOf(body, 150_000));
    assertThat(parts)
        .extracting(part -> Page.under(part.content()) != null)
        .containsExactly(true, false);
    assertThat(pool.bytes()).isEqualTo(Page.BYTES);
  }

  @Test
  void nextMessage_beginsOnAPageOfItsOwn() {
    byte[] body = random(70_000);
    begin("70000");
    Page before = Page.under(
        handOn(part(body, 0, 60_000), last(body, 60_000, 10_000)).get(2).content());
    begin("70000");

    List<HttpContent> parts = handOn(part(body, 0, 60_000));

    assertThat(Page.under(parts.get(0).content())).isNotNull().isNotSameAs(before);
  }

  @Test
  void withoutMemory_theRestIsHandedOnAsItCame() {
    byte[] body = random(5 * Page.BYTES);
    begin(Integer.toString(body.length));

    List<HttpContent> parts =
        handOn(part(body, 0, 60_000), last(body, 60_000, body.length - 60_000));

    assertThat(joined(parts)).isEqualTo(body);
    HttpContent rest = parts.get(parts.size() - 1);
    assertThat(Page.under(rest.content())).isNull();
    assertThat(rest.content().readableBytes()).isEqualTo(Page.BYTES);
    assertThat(rest).isInstanceOf(LastHttpContent.class);
    rest.release();
    assertGivenBack();
  }

  /** A server that is about to close does so, and looks at nothing more. */
  @Test
  void partsThatAreDropped_costNothing() {
    byte[] body = random(200_000);
    channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ReferenceCountUtil.release(msg);
      }
    });
    begin("200000");

    handOn(part(body, 0, 60_000), part(body, 60_000, 60_000), last(body, 120_000, 80_000));

    assertGivenBack();
  }

  @Test
  void connectionThatIsIdle_holdsNoPage() {
    byte[] body = random(70_000);
    begin("70000");
    handOn(part(body, 0, 60_000), last(body, 60_000, 10_000));

    PagePoolTest.awaitBytes(pool, 0);
  }

  @Test
  void trailers_stayBehindTheLastPart() {
    byte[] body = random(70_000);
    begin("70000");
    LastHttpContent last = last(body, 60_000, 10_000);
    last.trailingHeaders().set("x-sum", "1");

    List<HttpContent> parts = handOn(part(body, 0, 60_000), last);

    assertThat(((LastHttpContent) parts.get(parts.size() - 1)).trailingHeaders().get("x-sum"))
        .isEqualTo("1");
  }

  @Test
  void lengthOfAHeadThatCannotBeRead_isNotLookedAt() {
    HttpRequest head = head("many");
    head.setDecoderResult(DecoderResult.failure(new IllegalArgumentException()));
    bodies.begin(head);
    bodies.gather();

    assertThat(handOn(part(random(10), 0, 10))).hasSize(1);
  }

  private void begin(String contentLength) {
    bodies.begin(head(contentLength));
    bodies.gather();
  }

  private static HttpRequest head(String contentLength) {
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/predict");
    if (contentLength != null) {
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, contentLength);
    }
    return head;
  }

  private HttpContent part(byte[] body, int from, int length) {
    return new DefaultHttpContent(pooled(body, from, length));
  }

  private LastHttpContent last(byte[] body, int from, int length) {
    return new DefaultLastHttpContent(pooled(body, from, length));
  }

  /** As what is read from a socket. */
  private ByteBuf pooled(byte[] body, int from, int length) {
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(1, length));
    given.add(bytes);
    return bytes.writeBytes(body, from, length);
  }

  private List<HttpContent> handOn(HttpContent... parts) {
    List<HttpContent> handedOn = new ArrayList<>();
    for (HttpContent part : parts) {
      channel.writeInbound(part);
    }
    for (HttpContent part = channel.readInbound(); part != null; part = channel.readInbound()) {
      handedOn.add(part);
    }
    return handedOn;
  }

  private static byte[] joined(List<HttpContent> parts) {
    byte[] all =
        new byte[parts.stream().mapToInt(part -> part.content().readableBytes()).sum()];
    int at = 0;
    for (HttpContent part : parts) {
      int length = part.content().readableBytes();
      part.content().getBytes(part.content().readerIndex(), all, at, length);
      at += length;
    }
    return all;
  }

  private void assertGivenBack() {
    assertThat(given).allMatch(bytes -> bytes.refCnt() == 0);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
