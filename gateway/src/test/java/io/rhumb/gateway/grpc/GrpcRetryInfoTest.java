package io.rhumb.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Written by the library of Protocol Buffers, read by us. */
public final class GrpcRetryInfoTest {

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  /** A google.rpc.Status whose RetryInfo says so, behind another detail, as it stands on the wire. */
  public static String details(long seconds, int nanos) {
    return wire(status(
        any(
            "type.googleapis.com/google.rpc.ErrorInfo",
            message(out -> out.writeString(1, "QUOTA"))),
        any(RETRY_INFO, message(out -> out.writeByteArray(1, duration(seconds, nanos))))));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0",
    "3,0,3000000000",
    "0,500000000,500000000",
    "41,999999999,41999999999",
    "9223372036854775807,999999999,9223372036854775807",
    "-1,0,-1",
    "1,-1,-1",
    "1,1000000000,-1"
  })
  void delay_isInNanoseconds(long seconds, int nanos, long expected) {
    assertThat(GrpcRetryInfo.nanos(details(seconds, nanos))).isEqualTo(expected);
  }

  @Test
  void withoutPadding_isReadToo() {
    assertThat(GrpcRetryInfo.nanos(details(3, 0).replace("=", ""))).isEqualTo(3_000_000_000L);
  }

  @Test
  void otherDetails_sayNothing() {
    byte[] delay = message(out -> out.writeByteArray(1, duration(3, 0)));
    assertThat(GrpcRetryInfo.nanos(wire(status(any("x/google.rpc.Other", delay)))))
        .isNegative();
    assertThat(GrpcRetryInfo.nanos(wire(status(any(RETRY_INFO, new byte[0]))))).isNegative();
    assertThat(GrpcRetryInfo.nanos(wire(status()))).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "AAAA", "/////////////////////w==", "GgU"})
  void garbage_saysNothing(String details) {
    assertThat(GrpcRetryInfo.nanos(details)).isNegative();
    assertThat(GrpcRetryInfo.nanos(null)).isNegative();
  }

  @Test
  void cutAnywhere_saysNothing() {
    byte[] whole = Base64.getDecoder().decode(details(3, 5));
    for (int length = 0; length < whole.length; length++) {
      String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(whole, length));
      assertThat(GrpcRetryInfo.nanos(cut)).as(cut).isNegative();
    }
  }

  private static byte[] status(byte[]... details) {
    return message(out -> {
      out.writeInt32(1, 8);
      out.writeString(2, "no quota");
      for (byte[] detail : details) {
        out.writeByteArray(3, detail);
      }
    });
  }

  private static byte[] any(String type, byte[] value) {
    return message(out -> {
      out.writeString(1, type);
      out.writeByteArray(2, value);
    });
  }

  private static byte[] duration(long seconds, int nanos) {
    return message(out -> {
      out.writeInt64(1, seconds);
      out.writeInt32(2, nanos);
    });
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  private static String wire(byte[] status) {
    return Base64.getEncoder().encodeToString(status);
  }
}
