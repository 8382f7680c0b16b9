package io.rhumb.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import io.rhumb.gateway.World;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class SocketTransportTest {

  @ParameterizedTest
  @NullAndEmptySource
  void noName_isTheUsual(String name) {
    assertThat(SocketTransport.of(name).available()).isTrue();
    assumeThat(Epoll.isAvailable()).isTrue();
    assertThat(SocketTransport.of(name).name()).isEqualTo("epoll");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "epoll", "io_uring"})
  void name_isObeyed_orRefusedWithTheReason(String name) {
    boolean available =
        switch (name) {
          case "epoll" -> Epoll.isAvailable();
          case "io_uring" -> IoUring.isAvailable();
          default -> true;
        };
    if (available) {
      Vertx vertx = Vertx.builder().withTransport(SocketTransport.of(name)).build();
      assertThat(SocketTransport.nameOf((VertxInternal) vertx)).isEqualTo(name);
      World.await(vertx.close());
    } else {
      assertThatThrownBy(() -> SocketTransport.of(name))
          .isInstanceOf(StartupException.class)
          .hasMessageStartingWith("RHUMB_TRANSPORT: " + name + " is not to be had here: ");
    }
  }

  @Test
  void unknownName_isRefused() {
    assertThatThrownBy(() -> SocketTransport.of("kqueue"))
        .isInstanceOf(StartupException.class)
        .hasMessage("RHUMB_TRANSPORT: kqueue (expected: one of epoll, nio, io_uring)");
  }
}
