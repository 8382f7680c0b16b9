package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.limit.Overload;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class DirectMemoryCounterTest {

  private final Limits limits = new Limits(Bounds.of(1, 1));
  private final EmbeddedChannel channel = new EmbeddedChannel(new DirectMemoryCounter(limits));

  @Test
  void readWithoutMemory_isCounted_andToldOn() {
    Error noMemory = new OutOfMemoryError("direct");
    channel.pipeline().fireExceptionCaught(noMemory);
    assertThat(limits.refused(Overload.DIRECT_MEMORY)).isEqualTo(1);
    assertThatThrownBy(channel::checkException).isSameAs(noMemory);
  }

  @Test
  void connectionThatBreaks_isNot() {
    channel.pipeline().fireExceptionCaught(new IOException("reset"));
    assertThat(limits.refused(Overload.DIRECT_MEMORY)).isZero();
  }
}
