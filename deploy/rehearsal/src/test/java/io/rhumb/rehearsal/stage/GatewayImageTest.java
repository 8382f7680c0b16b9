package io.rhumb.rehearsal.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayImageTest {

  @TempDir
  private Path folder;

  @Test
  void jar_onTheJavaThatRunsThis() throws IOException {
    Path jar = file("any.jar");

    assertThat(GatewayImage.of(jar).command(List.of("gateway")))
        .startsWith(Java.tool("java"))
        .endsWith("-jar", jar.toString(), "gateway");
  }

  @Test
  void folder_itsOwnJavaAndOptions() throws IOException {
    Path jar = file("opt/rhumb/rhumb.jar");
    Path java = file("opt/rhumb/java/bin/java");
    Path options = file("opt/rhumb/java.options");
    Path cache = file("opt/rhumb/rhumb.aot");

    assertThat(GatewayImage.of(folder).command(List.of("gateway")))
        .containsExactly(
            java.toString(),
            "@" + options,
            "-XX:MaxRAM=512m",
            "-XX:AOTCache=" + cache,
            "-jar",
            jar.toString(),
            "gateway");
  }

  @Test
  void folder_withoutJar_saysWhatIsExpected() {
    assertThatThrownBy(() -> GatewayImage.of(folder))
        .hasMessage("--gateway: " + folder
            + " (expected: the gateway's jar, or a folder with the image's contents, in it"
            + " opt/rhumb/rhumb.jar or rhumb.jar)");
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }
}
