package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.31.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "fd00::1",
        "169.254.1.1"
      })
  void privateAddress_isTold(String address) {
    assertThat(Addresses.isPrivate(NetUtil.createInetAddressFromIpAddressString(address)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"142.250.1.1", "172.32.0.1", "100.128.0.1", "2a00:1450::1"})
  void publicAddress_isTold(String address) {
    assertThat(Addresses.isPrivate(NetUtil.createInetAddressFromIpAddressString(address)))
        .isFalse();
  }
}
