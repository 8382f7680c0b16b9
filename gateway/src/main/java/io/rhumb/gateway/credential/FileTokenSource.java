package io.rhumb.gateway.credential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The content of a file as the value of a header. The content is read each time, since a mounted secret changes by a
 * swap of links that need not show in time or size.
 */
final class FileTokenSource implements TokenSource {

  /** More than any header that a server accepts. */
  private static final int LARGEST = 64 * 1024;

  private final Path path;
  private final String header;
  private final String prefix;
  private final Executor blocking;

  FileTokenSource(Path path, String header, String prefix, Executor blocking) {
    this.path = path;
    this.header = header;
    this.prefix = prefix;
    this.blocking = blocking;
  }

  @Override
  public void fetch(Sink sink) {
    blocking.execute(() -> read(sink));
  }

  private void read(Sink sink) {
    CredentialHeaders headers;
    try {
      headers = new CredentialHeaders(List.of(HeaderValue.entry(header, prefix, content())));
    } catch (IOException | RuntimeException e) {
      sink.failed(Problem.of(e));
      return;
    }
    sink.fetched(headers, Token.NEVER);
  }

  private String content() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException(
            "more than " + LARGEST + " bytes (expected: the value of the header " + header + ")");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
