package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script, in a real bash. */
final class CompletionTest {

  /** Calls what the script registered, as bash does when Tab is pressed behind the last word. */
  private static final String TAB =
      """
      set -e
      source "$1"
      shift
      # The real one works only while Tab is pressed.
      compopt() { :; }
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      COMP_LINE="$*"
      COMP_POINT=${#COMP_LINE}
      [[ $(complete -p rhumb) =~ -F\\ ([^ ]+) ]]
      ${BASH_REMATCH[1]} || true
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir
  private static Path folder;

  private static Path script;

  @BeforeAll
  static void write() throws IOException {
    script = Files.writeString(folder.resolve("completion"), print("bash"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rhumb sim              | simulate",
        "./rhumb lo             | load",
        "rhumb simulate --scen  | --scenario",
        "rhumb load --max       | --max-in-flight",
        "rhumb load --rate 5 --dur | --duration",
        "rhumb completion z     | zsh"
      })
  void tab_completes(String typed, String completed) throws Exception {
    assertThat(tab(typed.split(" ", -1))).containsExactly(completed);
  }

  @Test
  void tab_afterTheName_showsEveryCommand() throws Exception {
    assertThat(tab("rhumb", "")).containsAll(Main.commandLine().getSubcommands().keySet());
  }

  @Test
  void zsh_takesTheSameScript() {
    assertThat(print("zsh")).isEqualTo(print("bash")).contains("bashcompinit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fish", "BASH"})
  void otherShell_isRefused(String shell) {
    StringWriter err = new StringWriter();
    int code = Main.commandLine().setErr(new PrintWriter(err, true)).execute("completion", shell);
    assertThat(code).isEqualTo(2);
    assertThat(err)
        .hasToString("rhumb: " + shell
            + ": unknown shell (expected: bash or zsh) (see: rhumb completion --help)\n");
  }

  private static String print(String shell) {
    StringWriter out = new StringWriter();
    assertThat(Main.commandLine().setOut(new PrintWriter(out)).execute("completion", shell))
        .isZero();
    return out.toString();
  }

  private static List<String> tab(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", TAB, "tab", script.toString());
    builder.command().addAll(List.of(words));
    Process bash = builder.redirectErrorStream(true).start();
    List<String> lines = bash.inputReader().lines().map(String::strip).toList();
    assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }
}
