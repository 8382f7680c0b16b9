package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What waits for the next start. */
final class FixedSettingsTest {

  @Test
  void sameText_onFewerProcessors_isTheSame() {
    Iterator<Integer> fewerAndFewer = List.of(4, 2, 1).iterator();
    IntSupplier processors = ServerReader.once(fewerAndFewer::next);
    GatewayConfig before = parse("server: {event-loops: auto}\n", processors);
    GatewayConfig after = parse("server: {event-loops: auto}\n", processors);

    assertThat(before.server().eventLoops()).isEqualTo(4);
    assertThat(FixedSettings.problems(before, after)).isEmpty();
  }

  @Test
  void otherEventLoops_waitForTheNextStart() {
    GatewayConfig before = parse("server: {event-loops: auto}\n", () -> 4);
    GatewayConfig after = parse("server: {event-loops: 2}\n", () -> 4);

    assertThat(FixedSettings.problems(before, after))
        .containsExactly("server.event-loops: 2 (expected: 4, until the next start)");
  }

  private static GatewayConfig parse(String text, IntSupplier processors) {
    Problems problems = new Problems();
    ReadContext context = new ReadContext(Path.of(""), Map.of(), problems);
    Section root = new YamlDocument(problems)
        .parse(text)
        .flatMap(tree -> Section.of(tree, Keys.ROOT, problems))
        .orElseThrow();
    ServerConfig server =
        new ServerReader(context, processors).read(root.section(Keys.SERVER, Keys.IN_SERVER));
    problems.throwIfAny("test");
    return Yaml.parse(Yaml.LEAST).withServer(server);
  }
}
