package io.rhumb.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrpcTextTest {

  @Test
  void encode_whatIsNotVisibleAscii() {
    assertThat(GrpcText.encode("model: no such model (expected: a, b)"))
        .isEqualTo("model: no such model (expected: a, b)");
    assertThat(GrpcText.encode("100 %\r\n\u007f\u00e4")).isEqualTo("100 %25%0D%0A%7F%C3%A4");
  }

  @ParameterizedTest
  @CsvSource({
    "application/grpc,true",
    "Application/gRPC+proto,true",
    "application/grpc;charset=utf-8,true",
    "application/grpc-web,false",
    "application/grpcs,false",
    "application/json,false",
    "'',false"
  })
  void type(String value, boolean grpc) {
    assertThat(GrpcType.in(MultiMap.caseInsensitiveMultiMap().add("content-type", value)))
        .isEqualTo(grpc);
  }

  @Test
  void status_asOnTheWire() {
    assertThat(status("0")).isEqualTo(GrpcStatus.OK);
    assertThat(status("14")).isEqualTo(GrpcStatus.UNAVAILABLE);
    assertThat(status("16")).isEqualTo(GrpcStatus.UNAUTHENTICATED);
    assertThat(status("17")).isEqualTo(GrpcStatus.UNKNOWN);
    assertThat(status("x")).isEqualTo(GrpcStatus.UNKNOWN);
    assertThat(GrpcStatus.in(MultiMap.caseInsensitiveMultiMap())).isNull();
  }

  private static GrpcStatus status(String number) {
    return GrpcStatus.in(MultiMap.caseInsensitiveMultiMap().add("grpc-status", number));
  }
}
