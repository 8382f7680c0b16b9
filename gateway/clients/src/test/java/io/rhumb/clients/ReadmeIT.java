package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lines of Java in the README are those with which these tests make their clients. */
final class ReadmeIT {

  private static final Path ROOT = Path.of(System.getProperty("rhumb.root"));

  /** In a row of the table of SDKs, what makes the client. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\| [^|]* \\| `([^`]+\\.build\\(\\)\\)?)`");

  @Test
  void linesOfJava_areThoseThatAreRun() throws IOException {
    String sdks = withoutSpace(
        Files.readString(ROOT.resolve("gateway/clients/src/test/java/io/rhumb/clients/Sdks.java")));
    List<String> lines = LINE.matcher(Files.readString(ROOT.resolve("README.md")))
        .results()
        .map(match -> match.group(1))
        .toList();

    assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(sdks).contains(withoutSpace(line)));
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s", "");
  }
}
