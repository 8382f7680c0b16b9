package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.access.Sha256;
import io.rhumb.gateway.config.AccessConfig;
import io.rhumb.gateway.config.ApiKeyConfig;
import io.rhumb.gateway.config.ConfigFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyCommandTest {

  private static final String MODELS =
      "models: {m: {targets: [{region: r, kind: url, url: \"http://h\"}]}}\n";

  private static List<String> run(String... arguments) {
    StringWriter out = new StringWriter();
    int code = Main.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
    assertThat(code).isZero();
    return out.toString().lines().toList();
  }

  @Test
  void key_isPrintedWithALineForTheConfiguration_thatAcceptsIt() {
    List<String> lines = run("key", "--id", "shop");
    assertThat(lines).hasSize(2);
    String key = lines.get(0).replaceFirst("^key: +", "");
    assertThat(key).matches("rhumb_[A-Za-z0-9_-]{43}");

    String entry = lines.get(1).replaceFirst("^config: +", "");
    AccessConfig access = ConfigFile.parse(
            "test", MODELS + "access:\n  keys:\n    " + entry + "\n", Map.of())
        .access();
    assertThat(access.keys())
        .containsExactly(
            new ApiKeyConfig("shop", List.of(Sha256.of(key).hex()), List.of(), List.of()));
  }

  @Test
  void keys_areAllDifferent() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      keys.add(run("key").get(0));
    }
    assertThat(keys).hasSize(100);
  }

  @Test
  void help_hasAnExample() {
    assertThat(String.join("\n", run("key", "--help"))).contains("rhumb key --id shop");
  }
}
