package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A plain command line means the same with and without the parser; any other is left to it. */
class GatewayArgumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway --config conf/gateway.yaml",
        "gateway --config /etc/rhumb/ --port 8081",
        "gateway --port 0 --management-port 65535 --config http://localhost:8500/v1/kv/a%20b+c",
        "gateway --management-port 99999 --config ../my_conf.d/x-1.yaml",
        "gateway --config a~b/gateway.yaml --port 080"
      })
  void plainLine_meansWhatTheParserReads(String line) {
    List<String> words = List.of(line.split(" "));
    assertThat(GatewayArguments.plain(words, Map.of())).hasValue(parsed(words));
  }

  @Test
  void noConfig_isTheEnvironmentsOrNone() {
    List<String> words = List.of("gateway", "--port", "8081");
    assertThat(GatewayArguments.plain(words, Map.of("RHUMB_CONFIG", "/etc/rhumb.yaml")))
        .hasValue(new GatewayArguments("/etc/rhumb.yaml", 8081, null));
    assertThat(GatewayArguments.plain(words, Map.of()))
        .hasValue(new GatewayArguments(null, 8081, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "--version",
        "gateway --help",
        "gateway --config",
        "gateway --config=x.yaml",
        "gateway --config a --config b",
        "gateway --port x",
        "gateway --port -1",
        "gateway --port 100000",
        "gateway --config --port",
        "gateway --config @file",
        "gateway --config ${sys:user.home}",
        "gateway --confg x.yaml",
        "gateway conf/gateway.yaml",
        "gateway --config x extra"
      })
  void anyOtherLine_isLeftToTheParser(String line) {
    assertThat(GatewayArguments.plain(List.of(line.split(" ")), Map.of())).isEmpty();
  }

  @Test
  void noWordAtAll_isLeftToTheParser() {
    assertThat(GatewayArguments.plain(List.of(), Map.of())).isEmpty();
  }

  @Test
  void strangeEnvironment_isLeftToTheParser() {
    assertThat(GatewayArguments.plain(List.of("gateway"), Map.of("RHUMB_CONFIG", "")))
        .isEmpty();
  }

  private static GatewayArguments parsed(List<String> words) {
    CommandLine line = Main.commandLine();
    CommandLine.ParseResult result = line.parseArgs(words.toArray(String[]::new));
    return ((GatewayCommand) result.subcommand().commandSpec().userObject()).arguments();
  }
}
