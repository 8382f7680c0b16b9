package io.rhumb.gateway.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes to text, where a byte that is not UTF-8 is a problem rather than a question mark. */
final class Utf8 {

  private Utf8() {}

  /**
   * The text; empty, with a problem, if it is not UTF-8.
   *
   * @param linesBefore those of the documents before it
   */
  static Optional<String> decode(byte[] bytes, int linesBefore, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(in, out, true);
    if (result.isUnderflow()) {
      return Optional.of(out.flip().toString());
    }
    problems.add(
        linesBefore + lineAt(bytes, in.position()),
        "",
        String.format("byte 0x%02X (expected: UTF-8)", bytes[in.position()]));
    return Optional.empty();
  }

  private static int lineAt(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
