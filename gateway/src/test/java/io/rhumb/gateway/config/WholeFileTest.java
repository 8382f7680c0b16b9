package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that a configuration is read from, and may not fill the heap with. */
final class WholeFileTest {

  private static final String TOO_LARGE =
      " (expected: a file of at most 3145728 bytes; it has 3221225472)";

  @TempDir
  private Path directory;

  @Test
  void largestFile_isRead() throws IOException {
    assertThat(WholeFile.read(sparse(WholeFile.LARGEST))).hasSize(WholeFile.LARGEST);
  }

  @Test
  void largerFile_isRefused() throws IOException {
    Path file = sparse(WholeFile.LARGEST + 1L);
    assertThatThrownBy(() -> WholeFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage("3145729 bytes (expected: at most 3145728)");
  }

  @Test
  void absentFile_isSaidToBeAbsent() {
    assertThatThrownBy(() -> WholeFile.read(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** As one that grows: its size says nothing of what is in it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void fileWithoutEnd_isRefused() {
    assertThatThrownBy(() -> WholeFile.read(Path.of("/dev/zero")))
        .isInstanceOf(IOException.class)
        .hasMessage("more than 3145728 bytes (expected: at most 3145728)");
  }

  @Test
  void certificatesLargerThanTheHeap_areAProblem() throws IOException {
    Path file = sparse(3L << 30);
    assertThat(problems("trust: {pem: " + file + "}"))
        .containsExactly("trust.pem: " + file + TOO_LARGE);
  }

  @Test
  void keysLargerThanTheHeap_areAProblem() throws IOException {
    Path file = sparse(3L << 30);
    assertThat(problems("access: {keys: [{id: a, file: " + file + "}]}"))
        .containsExactly("access.keys[0].file: " + file + TOO_LARGE);
  }

  private static List<String> problems(String text) {
    return Yaml.problems(Yaml.LEAST.replace("http:", "https:") + text + "\n").stream()
        .map(problem -> problem.replaceFirst("^line \\d+: ", ""))
        .toList();
  }

  /** Takes no room on the disk. */
  private Path sparse(long bytes) throws IOException {
    Path file = Files.createFile(directory.resolve("large"));
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(bytes);
    }
    return file;
  }
}
