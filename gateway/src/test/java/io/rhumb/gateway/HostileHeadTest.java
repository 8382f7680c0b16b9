package io.rhumb.gateway;

import static io.rhumb.gateway.Hostile.BODY;
import static io.rhumb.gateway.Hostile.assertNothingPassed;
import static io.rhumb.gateway.Hostile.assertRefused;
import static io.rhumb.gateway.Hostile.assertServed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Heads that are malformed, ambiguous or too much, byte for byte. */
final class HostileHeadTest extends EndToEnd {

  private static final String LINE = "POST /predict HTTP/1.1\r\n";
  private static final String HEAD = LINE + "host: x\r\n";

  @BeforeEach
  void start() {
    world.start();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"lines", "headers", "lengths", "sizes"})
  void refused(String name, String raw, String outcome) {
    assertRefused(world, raw, outcome);
  }

  static Stream<Arguments> lines() {
    return Stream.of(
        line("version 1.2", "POST /predict HTTP/1.2", "505"),
        line("version 2.0", "POST /predict HTTP/2.0", "505"),
        line("version 0.9", "POST /predict HTTP/0.9", "505"),
        arguments("no version", "GET /health/live\r\n\r\n", "400"),
        line("junk behind the version", "POST /predict HTTP/1.1 x", "400"),
        line("space in the target", "POST /pre dict HTTP/1.1", "400"),
        line("no target", "POST  HTTP/1.1", "400"),
        line("no word", "\u0001\u0002\u0003", "400"),
        line("method with a bracket", "P(ST /predict HTTP/1.1", "400"),
        line("method with a NUL", "PO\0ST /predict HTTP/1.1", "400"),
        line("lower-case method", "post /predict HTTP/1.1", "405"),
        arguments("bare line feeds", (HEAD + BODY).replace("\r\n", "\n"), "400"),
        arguments("100 KiB of request line", "GET /" + "x".repeat(100 << 10), "414"));
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        arguments("no host", LINE + BODY, "400"),
        header("two hosts", "host: y", "400"),
        header("the same host twice", "Host: x", "400"),
        header("bare line feed", "x-a: b\nx-c: d", "400"),
        header("bare carriage return", "x-a: b\rx-c: d", "400"),
        header("NUL in a value", "x-a: b\0c", "400"),
        header("control character in a value", "x-a: b\u0001c", "400"),
        header("DEL in a value", "x-a: b\u007fc", "400"),
        header("NUL in a name", "x\0a: b", "400"),
        header("DEL in a name", "x\u007fa: b", "400"),
        header("bracket in a name", "x(a: b", "400"),
        header("Latin in a name", "x\u00ffa: b", "400"),
        header("pseudo-header", ":protocol: x", "400"),
        header("no name", ": b", "400"),
        header("no colon", "nocolon", "400"),
        header("space before the colon", "x-a : b", "400"),
        header("tab before the colon", "x-a\t: b", "400"),
        arguments("folded line before any header", LINE + " x: y\r\nhost: x\r\n" + BODY, "400"));
  }

  static Stream<Arguments> lengths() {
    String chunks = "\r\n\r\n0\r\n\r\n";
    return Stream.of(
        header("length and chunks", "transfer-encoding: chunked", "400"),
        arguments("chunks and length", HEAD + "transfer-encoding: chunked\r\n" + BODY, "400"),
        header("two lengths", "content-length: 1", "400"),
        header("the same length twice", "content-length: " + World.BODY.length(), "400"),
        arguments("list of lengths", HEAD + "content-length: 2, 2\r\n\r\n{}", "400"),
        arguments("length with a sign", HEAD + "content-length: +5\r\n\r\nhello", "400"),
        arguments("negative length", HEAD + "content-length: -5\r\n\r\nhello", "400"),
        arguments("hexadecimal length", HEAD + "content-length: 0x5\r\n\r\nhello", "400"),
        arguments("fractional length", HEAD + "content-length: 5.0\r\n\r\nhello", "400"),
        arguments("empty length", HEAD + "content-length: \r\n\r\nhello", "400"),
        arguments("folded length", HEAD + "content-length: 5\r\n 0\r\n\r\nhello", "400"),
        arguments("folded coding", HEAD + "transfer-encoding: x\r\n chunked" + chunks, "400"),
        arguments("coding twice", HEAD + "transfer-encoding: chunked, chunked" + chunks, "400"),
        arguments("coding in quotes", HEAD + "transfer-encoding: \"chunked\"" + chunks, "400"),
        arguments(
            "coding with a parameter", HEAD + "transfer-encoding: chunked;q=1" + chunks, "400"),
        header("no coding", "transfer-encoding: ", "400"),
        header("coding of old", "transfer-encoding: identity", "400"),
        arguments(
            "chunks in HTTP/1.0",
            "POST /predict HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "400"));
  }

  static Stream<Arguments> sizes() {
    return Stream.of(
        arguments("201 headers", HEAD + "a: b\r\n".repeat(199) + BODY, "431"),
        arguments("1,000 headers", HEAD + "a: b\r\n".repeat(1_000) + BODY, "431"),
        header("a header of 64 KiB", "a: " + "b".repeat(64 << 10), "431"),
        header("a name of 64 KiB", "b".repeat(64 << 10) + ": a", "431"));
  }

  /** A head that is never finished would else be held, decoded, until its time is up. */
  @Test
  void oneHeaderTooMany_isRefusedAsItComes() {
    RawClient client = RawClient.connect(world).send(HEAD + "a: b\r\n".repeat(200));

    assertThat(World.await(client.closed())).startsWith("HTTP/1.1 431 ").contains("too many");
    assertNothingPassed(world);
  }

  /** What is odd but means the same to everybody: what is passed on is written anew. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void served(String name, String raw) {
    assertServed(world, raw);
  }

  static Stream<Arguments> odd() {
    return Stream.of(
        arguments("empty lines before", "\r\n\r\n" + HEAD + BODY),
        arguments("lower-case version", "POST /predict http/1.1\r\nhost: x\r\n" + BODY),
        arguments("HTTP/1.0 without host", "POST /predict HTTP/1.0\r\n" + BODY),
        arguments("folded header", HEAD + "x-a: b\r\n c\r\n" + BODY),
        arguments("tab in a value", HEAD + "x-a: b\tc\r\n" + BODY),
        arguments("Latin in a value", HEAD + "x-a: b\u00ffc\r\n" + BODY),
        arguments(
            "length with leading zeros",
            HEAD + "content-length: 000" + World.BODY.length() + "\r\n\r\n" + World.BODY),
        arguments("200 headers", HEAD + "a: b\r\n".repeat(198) + BODY),
        arguments(
            "thousands named by connection",
            HEAD + "connection: " + "a,".repeat(10_000) + "b\r\n" + BODY),
        arguments(
            "offer of HTTP/2",
            HEAD
                + "connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n"
                + BODY),
        arguments(
            "broken offer of HTTP/2", HEAD + "connection: upgrade\r\nupgrade: h2c\r\n" + BODY));
  }

  private static Arguments line(String name, String line, String outcome) {
    return arguments(name, line + "\r\nhost: x\r\n" + BODY, outcome);
  }

  private static Arguments header(String name, String header, String outcome) {
    return arguments(name, HEAD + header + "\r\n" + BODY, outcome);
  }
}
