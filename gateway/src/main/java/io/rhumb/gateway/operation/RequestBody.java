package io.rhumb.gateway.operation;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request's body: the bytes as they came, and at most one text of it that was looked up. Lives on one event loop. */
public final class RequestBody {

  private final Buffer bytes;
  private final @Nullable FoundText found;
  private @Nullable String madeFor;
  private @Nullable Buffer made;

  private RequestBody(Buffer bytes, @Nullable FoundText found) {
    this.bytes = bytes;
    this.found = found;
  }

  /** A body that nobody looks into. */
  public static RequestBody of(Buffer bytes) {
    return new RequestBody(bytes, null);
  }

  /**
   * A body of which the text at a key is known.
   *
   * @param key at the top level
   * @throws UnreadableBodyException if that is not certain
   */
  public static RequestBody of(Buffer bytes, String key) throws UnreadableBodyException {
    return new RequestBody(bytes, JsonScanner.find(byteBuf(bytes), key));
  }

  /**
   * A body of gRPC of which the resource is known.
   *
   * @param rpc says where it stands
   * @throws UnreadableBodyException if that is not certain
   */
  public static RequestBody of(Buffer bytes, Rpc rpc) throws UnreadableBodyException {
    return new RequestBody(bytes, MessageScanner.find(byteBuf(bytes), rpc.field()));
  }

  /** The bytes as they came. */
  public Buffer bytes() {
    return bytes;
  }

  /** The text that was looked up; null if there is none. */
  public @Nullable String text() {
    return found == null ? null : found.text();
  }

  /**
   * The body with another text in the place of the one that was looked up, and nothing else changed. Nothing is copied, and targets that
   * want the same get the same.
   *
   * @param wanted without what the format would have to escape; null: whatever is there
   */
  public Buffer with(@Nullable String wanted) {
    if (wanted == null || found == null || wanted.equals(found.text())) {
      return bytes;
    }
    if (made == null || !wanted.equals(madeFor)) {
      made = found.replaced(bytes, wanted);
      madeFor = wanted;
    }
    return Objects.requireNonNull(made);
  }

  private static ByteBuf byteBuf(Buffer buffer) {
    return ((BufferInternal) buffer).getByteBuf();
  }
}
