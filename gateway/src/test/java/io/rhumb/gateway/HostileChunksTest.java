package io.rhumb.gateway;

import static io.rhumb.gateway.Hostile.CLOSED;
import static io.rhumb.gateway.Hostile.assertRefused;
import static io.rhumb.gateway.Hostile.assertServed;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Chunks that end where they should not, or that two readers could end elsewhere. */
final class HostileChunksTest extends EndToEnd {

  private static final String HEAD =
      "POST /predict HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n";
  private static final String SIZE = Integer.toHexString(World.BODY.length());
  private static final String END = "0\r\n\r\n";

  @BeforeEach
  void start() {
    world.start();
  }

  /** The head is long since taken for good; what follows cannot be told from what was meant. */
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void closed(String name, String chunks) {
    assertRefused(world, HEAD + chunks, CLOSED);
  }

  static Stream<Arguments> closed() {
    return Stream.of(
        size("extension with a line break in quotes", SIZE + ";a=\"\r\n\""),
        arguments(
            "extension that a bare line feed ends", SIZE + ";a\n" + World.BODY + "\r\n" + END),
        arguments("bare line feeds", SIZE + "\n" + World.BODY + "\n0\n\n"),
        size("extension of 100 KiB", SIZE + ";" + "a".repeat(100 << 10)),
        size("size of 100 KiB", "0".repeat(100 << 10) + SIZE),
        size("space behind", SIZE + " "),
        size("space before", " " + SIZE),
        size("sign", "+" + SIZE),
        size("prefix", "0x" + SIZE),
        size("beyond a long", "f".repeat(17)),
        size("beyond an int", "1000000" + SIZE),
        size("negative by overflow", "ffffffff"),
        size("no number", "zz"),
        size("nothing", ""),
        arguments("no line break behind", SIZE + "\r\n" + World.BODY + END),
        arguments("more than announced", SIZE + "\r\n" + World.BODY + "xx\r\n" + END),
        arguments("trailer without a colon", whole("nocolon\r\n")),
        arguments("trailer with a NUL", whole("x: a\0b\r\n")),
        arguments(
            "trailers of 100 KiB", whole("x-t: yyyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(3_200))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void served(String name, String chunks) {
    assertServed(world, HEAD + chunks);
  }

  static Stream<Arguments> served() {
    return Stream.of(
        size("plain", SIZE),
        size("extension", SIZE + ";a=b"),
        size("leading zeros", "0000" + SIZE),
        arguments("trailers", whole("x-t: y\r\n")),
        arguments(
            "trailers that would be a length",
            whole("content-length: 5\r\ntransfer-encoding: x\r\n")));
  }

  private static Arguments size(String name, String line) {
    return arguments(name, line + "\r\n" + World.BODY + "\r\n" + END);
  }

  private static String whole(String trailers) {
    return SIZE + "\r\n" + World.BODY + "\r\n0\r\n" + trailers + "\r\n";
  }
}
