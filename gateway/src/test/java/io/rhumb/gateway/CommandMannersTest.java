package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What every command owes to whoever types it; a new one too, since all are walked through. */
final class CommandMannersTest {

  /** A line of examples, perhaps with variables before the command. */
  private static final Pattern EXAMPLE = Pattern.compile("^  (?:[A-Z_]+=\\S+ )*(rhumb\\b.*)$");

  /** A word of a shell: bare, or within single quotes. */
  private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");

  static Stream<String> commands() {
    return walk(Main.commandLine()).map(line -> line.getCommandSpec().qualifiedName());
  }

  private static Stream<CommandLine> walk(CommandLine line) {
    return Stream.concat(
        Stream.of(line),
        line.getSubcommands().values().stream().distinct().flatMap(CommandMannersTest::walk));
  }

  @Test
  void allCommands_areWalkedThrough() {
    assertThat(commands())
        .contains(
            "rhumb",
            "rhumb gateway",
            "rhumb demo",
            "rhumb stub",
            "rhumb check",
            "rhumb explain",
            "rhumb doctor",
            "rhumb simulate",
            "rhumb load",
            "rhumb key",
            "rhumb completion");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_saysWhatItDoes(String name) {
    assertThat(spec(name).usageMessage().description())
        .isNotEmpty()
        .allMatch(line -> !line.isBlank());
    // The list of commands shows the first alone.
    assertThat(spec(name).usageMessage().description()[0]).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_hasExamples(String name) {
    assertThat(examples(name))
        .as("lines of its help such as '  %s …', below 'Examples:'", name)
        .isNotEmpty();
  }

  /** Up to the point at which the command would do something. */
  @ParameterizedTest
  @MethodSource("commands")
  void examples_areUnderstood(String name) {
    for (String example : examples(name)) {
      CommandLine line = Main.commandLine();
      List<String> words = words(example);
      line.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_saysWhatItsExitCodesMean(String name) {
    assertThat(spec(name).usageMessage().exitCodeList()).containsKeys("0", "2");
    assertThat(help(name)).contains("\nExit codes:\n  0   ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionAndParameter_isDescribed(String name) {
    List<ArgSpec> undescribed = spec(name).args().stream()
        .filter(argument -> !argument.hidden())
        .filter(argument -> Arrays.stream(argument.description()).allMatch(String::isBlank))
        .toList();
    assertThat(undescribed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void version_isThatOfTheJar(String name) {
    assertThat(run(name, "--version")).isEqualTo("0: rhumb (not packaged)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulat     | simulat: unknown command (did you mean simulate?) (see: rhumb --help)",
        "laod        | laod: unknown command (did you mean load?) (see: rhumb --help)",
        "Demo        | Demo: unknown command (did you mean demo?) (see: rhumb --help)",
        "frobnicate  | frobnicate: unknown command (see: rhumb --help)",
        "demo --prot=1 | --prot: unknown option (did you mean --port?) (see: rhumb demo --help)",
        "demo --prot 1 | --prot: unknown option (did you mean --port?) (see: rhumb demo --help)",
        "demo -x     | -x: unknown option (see: rhumb demo --help)",
        "demo now    | now: unexpected (see: rhumb demo --help)"
      })
  void slipOfTheHand_isToldWithWhatWasProbablyMeant(String line, String told) {
    assertThat(run("rhumb " + line)).isEqualTo("2: rhumb: " + told + "\n");
  }

  @Test
  void noCommand_isToldWhereToLook() {
    assertThat(run("rhumb")).startsWith("2: rhumb: ").endsWith("(see: rhumb --help)\n");
  }

  private static String help(String name) {
    return run(name, "--help");
  }

  private static List<String> examples(String name) {
    return help(name)
        .lines()
        .map(EXAMPLE::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .filter(line -> line.equals(name) || line.startsWith(name + " "))
        .toList();
  }

  private static List<String> words(String example) {
    List<String> words = new ArrayList<>();
    // A redirection is not for the command, nor is an explanation in a second column.
    Matcher word = WORD.matcher(example.replaceFirst(" >.*| {3}.*", ""));
    while (word.find()) {
      words.add(word.group().replace("'", ""));
    }
    return words;
  }

  /** Runs it as typed, and returns the exit code and whatever was printed. */
  private static String run(String name, String... more) {
    StringWriter printed = new StringWriter();
    List<String> words = new ArrayList<>(words(name));
    words.addAll(List.of(more));
    int code = Main.commandLine()
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(printed, true))
        .execute(words.subList(1, words.size()).toArray(String[]::new));
    return code + ": " + printed;
  }

  private static CommandSpec spec(String name) {
    return walk(Main.commandLine())
        .map(CommandLine::getCommandSpec)
        .filter(spec -> spec.qualifiedName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
