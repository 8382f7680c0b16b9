package io.rhumb.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTokenTest {

  private final ManualTime time = new ManualTime();

  /** What would run on a blocking thread runs when a test says so. */
  private final Queue<Runnable> blocking = new ArrayDeque<>();

  @TempDir
  private Path folder;

  private Path file;
  private RefreshingCredential credential;

  @BeforeEach
  void open() {
    file = folder.resolve("token");
    credential = new RefreshingCredential(
        "token-file",
        new FileTokenSource(file, "authorization", "Bearer ", blocking::add),
        RefreshPolicy.FILE,
        time,
        time,
        () -> 0L);
  }

  @Test
  void current_readsOffTheCallersThread() throws IOException {
    write("first\n");

    assertThat(credential.current()).isNull();
    assertThat(blocking).hasSize(1);
    read();
    assertShows("first");
  }

  @Test
  void current_fileRotates_isReadAgainAfterTwoSeconds() throws IOException {
    given("first");
    write("other");

    time.advance(Duration.ofMillis(1_999));
    assertShows("first");
    assertThat(blocking).isEmpty();
    time.advance(Duration.ofMillis(1));
    assertShows("first");
    read();
    assertShows("other");
  }

  @Test
  void current_linkIsSwapped_isSeen() throws IOException {
    Files.writeString(folder.resolve("v1"), "first");
    Files.writeString(folder.resolve("v2"), "other");
    Files.createSymbolicLink(file, folder.resolve("v1"));
    credential.current();
    read();

    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("v2"));
    recheck();

    assertShows("other");
  }

  @Test
  void current_sameContent_isTheSameObject() throws IOException {
    given("first");
    CredentialHeaders before = credential.current();
    write("first\n\n");
    recheck();

    assertThat(credential.current()).isSameAs(before);
  }

  @Test
  void refresh_refused_readsAtOnce() throws IOException {
    given("first");
    CredentialHeaders first = credential.current();
    write("other");

    var answer = credential.refresh(first);
    read();

    assertThat(answer.result().entries())
        .containsExactly(Map.entry("authorization", "Bearer other"));
  }

  @Test
  void badContent_keepsTheLastGoodAndIsLoggedOncePerChange() throws IOException {
    given("first");
    try (LogCapture log = new LogCapture(Credential.class)) {
      for (String bad :
          new String[] {"", " \n", "se\ncret", "se\u0000cret", "se\u00e9cret", "s".repeat(70_000)
          }) {
        write(bad);
        recheck();
        recheck();
        assertShows("first");
      }
      Files.delete(file);
      recheck();
      assertShows("first");
      write("other");
      recheck();

      assertShows("other");
      assertThat(log.lines())
          .hasSize(5)
          .noneMatch(line -> line.contains("cret"))
          .allMatch(line -> line.contains("token-file: "));
    }
  }

  @Test
  void refresh_noFile_saysWhich() {
    var answer = credential.refresh(null);
    while (!answer.isComplete()) {
      read();
      time.advance(Duration.ofSeconds(1));
    }

    assertThat(answer.cause()).hasMessage("token-file: NoSuchFileException: " + file);
  }

  private void given(String content) throws IOException {
    write(content);
    credential.current();
    read();
  }

  private void write(String content) throws IOException {
    Files.writeString(file, content);
  }

  private void recheck() {
    time.advance(Duration.ofSeconds(2));
    credential.current();
    read();
  }

  private void read() {
    while (!blocking.isEmpty()) {
      blocking.remove().run();
    }
  }

  private void assertShows(String token) {
    assertThat(credential.current().entries())
        .containsExactly(Map.entry("authorization", "Bearer " + token));
  }
}
