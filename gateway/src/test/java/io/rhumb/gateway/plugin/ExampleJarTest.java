package io.rhumb.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example is a jar that the gateway opens, and its variations are others. */
final class ExampleJarTest {

  @TempDir
  private Path folder;

  @Test
  void example_isOpened() throws Exception {
    Path jar = folder.resolve("canary.jar");
    ExampleJar.build(jar);

    assertThat(folder).isDirectoryContaining(jar::equals);
    assertThat(folder.toFile().list()).containsExactly("canary.jar");
    try (PluginJar opened = PluginJar.open(jar)) {
      assertThat(opened.strategies().names()).containsExactly("canary");
    }
  }

  @Test
  void variation_takesItsPlace() throws Exception {
    Path jar = folder.resolve("canary.jar");
    ExampleJar.build(jar);
    ExampleJar.build(jar, text -> text.replace("\"canary\"", "\"finch\""));

    try (PluginJar opened = PluginJar.open(jar)) {
      assertThat(opened.strategies().names()).containsExactly("finch");
    }
  }

  @Test
  void otherVersionOfTheSpi_isRefused() throws Exception {
    Path jar = folder.resolve("canary.jar");
    ExampleJar.build(jar, text -> text, "2");

    assertThatThrownBy(() -> PluginJar.open(jar))
        .hasMessageContaining("canary.jar")
        .hasMessageContaining("Rhumb-Spi-Version 2");
  }

  @Test
  void variationThatDoesNotCompile_isRefused() {
    assertThatThrownBy(() -> ExampleJar.build(
            folder.resolve("canary.jar"), text -> text.replace("double share", "dubble share")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dubble");
  }
}
