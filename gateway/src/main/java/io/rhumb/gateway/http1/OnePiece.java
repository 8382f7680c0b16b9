package io.rhumb.gateway.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * Whole messages of HTTP/1 (RFC 9112), and chunks of others, in one piece of direct memory each, which is one write for everybody below. Netty's encoder
 * has head and body in a piece each, with a promise each and one for both, and what frames a chunk likewise; the body is copied to direct memory
 * all the same.
 */
public final class OnePiece {

  /** Of an answer's head, at first; it grows where that is too little. What a predict is answered with has some 250 bytes. A guess. */
  private static final int ANSWER_HEAD_BYTES = 512;

  /** Of a request's, likewise: a token of Google's has about 1000. A guess. */
  private static final int REQUEST_HEAD_BYTES = 2048;

  /**
   * The largest body that is copied at once. A larger one would be held twice below TLS, which copies 16 KiB at a time, and where its head makes the
   * piece grow. A guess.
   */
  public static final int MOST_BODY_BYTES = 64 * 1024;

  /** What is around the bytes of a chunk: their number, of eight digits at most, and two line ends. */
  private static final int CHUNK_FRAME_BYTES = 12;

  private static final int COLON_SPACE = ':' << 8 | ' ';
  private static final int CR_LF = '\r' << 8 | '\n';

  private OnePiece() {}

  /** Whether an answer to anything but HEAD can be written so: it has a body, on the heap and not large, that is sent as it is. */
  public static boolean fits(FullHttpResponse answer) {
    return mayHaveBody(answer.status()) && hasBody(answer);
  }

  /** Whether a request can be written so: it has a body, on the heap and not large, that is sent as it is. */
  public static boolean fits(FullHttpRequest request) {
    return request.uri().startsWith("/") && hasBody(request);
  }

  /** Whether chunks of an answer to anything but HEAD can be written so, if its head is as Netty's encoder writes it. */
  public static boolean chunksFit(HttpResponse head) {
    return mayHaveBody(head.status()) && HttpUtil.isTransferEncodingChunked(head);
  }

  /** Whether this one can: it has bytes, on the heap and not many. */
  public static boolean fitsChunk(HttpContent chunk) {
    return isSmall(chunk.content());
  }

  private static boolean mayHaveBody(HttpResponseStatus status) {
    return status.code() >= 200
        && status.code() != HttpResponseStatus.NO_CONTENT.code()
        && status.code() != HttpResponseStatus.RESET_CONTENT.code()
        && status.code() != HttpResponseStatus.NOT_MODIFIED.code();
  }

  private static boolean hasBody(FullHttpMessage message) {
    return isSmall(message.content())
        && message.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
        && !message.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
  }

  private static boolean isSmall(ByteBuf bytes) {
    return bytes.isReadable() && bytes.readableBytes() <= MOST_BODY_BYTES && !bytes.isDirect();
  }

  /** Encodes one that {@linkplain #fits fits}, and releases it in any case. */
  public static ByteBuf of(ByteBufAllocator allocator, FullHttpResponse answer) {
    try {
      ByteBuf piece = allocate(allocator, ANSWER_HEAD_BYTES, answer);
      return filled(piece, answer, () -> {
        HttpResponseStatus status = answer.status();
        write(answer.protocolVersion().text(), piece);
        piece.writeByte(' ');
        write(status.codeAsText(), piece);
        piece.writeByte(' ');
        write(status.reasonPhrase(), piece);
      });
    } finally {
      answer.release();
    }
  }

  /** Encodes one that {@linkplain #fits fits}, and releases it in any case. */
  public static ByteBuf of(ByteBufAllocator allocator, FullHttpRequest request) {
    try {
      ByteBuf piece = allocate(allocator, REQUEST_HEAD_BYTES, request);
      return filled(piece, request, () -> {
        write(request.method().asciiName(), piece);
        piece.writeByte(' ');
        ByteBufUtil.writeUtf8(piece, request.uri());
        piece.writeByte(' ');
        write(request.protocolVersion().text(), piece);
      });
    } finally {
      request.release();
    }
  }

  /** Encodes one that {@linkplain #fitsChunk fits}, and releases it in any case. */
  public static ByteBuf ofChunk(ByteBufAllocator allocator, HttpContent chunk) {
    try {
      ByteBuf bytes = chunk.content();
      ByteBuf piece = allocator.directBuffer(CHUNK_FRAME_BYTES + bytes.readableBytes());
      write(Integer.toHexString(bytes.readableBytes()), piece);
      ByteBufUtil.writeShortBE(piece, CR_LF);
      piece.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
      ByteBufUtil.writeShortBE(piece, CR_LF);
      return piece;
    } finally {
      chunk.release();
    }
  }

  private static ByteBuf allocate(
      ByteBufAllocator allocator, int headBytes, FullHttpMessage message) {
    return allocator.directBuffer(headBytes + message.content().readableBytes());
  }

  private static ByteBuf filled(ByteBuf piece, FullHttpMessage message, Runnable firstLine) {
    try {
      firstLine.run();
      ByteBufUtil.writeShortBE(piece, CR_LF);
      write(message.headers(), piece);
      ByteBufUtil.writeShortBE(piece, CR_LF);
      ByteBuf content = message.content();
      piece.writeBytes(content, content.readerIndex(), content.readableBytes());
      return piece;
    } catch (RuntimeException | Error noRoom) {
      piece.release();
      throw noRoom;
    }
  }

  private static void write(HttpHeaders headers, ByteBuf piece) {
    if (headers instanceof HeadersMultiMap ofVertx) {
      ofVertx.encode(piece, false);
      return;
    }
    Iterator<Map.Entry<CharSequence, CharSequence>> entries = headers.iteratorCharSequence();
    while (entries.hasNext()) {
      Map.Entry<CharSequence, CharSequence> header = entries.next();
      write(header.getKey(), piece);
      ByteBufUtil.writeShortBE(piece, COLON_SPACE);
      write(header.getValue(), piece);
      ByteBufUtil.writeShortBE(piece, CR_LF);
    }
  }

  private static void write(CharSequence text, ByteBuf piece) {
    if (text instanceof AsciiString ascii) {
      ByteBufUtil.copy(ascii, piece);
    } else {
      piece.writeCharSequence(text, StandardCharsets.US_ASCII);
    }
  }
}
