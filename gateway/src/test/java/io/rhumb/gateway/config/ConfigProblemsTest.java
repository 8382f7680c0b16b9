package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of problem, with its exact words. */
final class ConfigProblemsTest {

  private static final String DURATION = " with its unit, such as 50ms, 2s, 5m or 1h)";
  private static final String TARGETS = "a list of 1 to 32 targets)";

  @ParameterizedTest(name = "{0}")
  @MethodSource({"atTheTop", "inServer", "inUpstreamAndManagement"})
  void topLevel(String line, String problem) {
    assertThat(Yaml.problems(line + "\n" + Yaml.LEAST)).containsExactly("line 1: " + problem);
  }

  static Stream<Arguments> atTheTop() {
    return Stream.of(
        arguments("modles: 1", "modles: unknown key (did you mean models?)"),
        arguments("defaultModel: m", "defaultModel: unknown key (did you mean default-model?)"),
        arguments(
            "colour: red",
            "colour: unknown key (expected: one of local-region, metadata-host, default-model,"
                + " server, management, upstream, plugins, reload,"
                + " project, project-number, trust, credential, access, logs, traces, models)"),
        arguments(
            "local-region: US",
            "local-region: US (expected: auto or a region: lower-case letters, digits and hyphens,"
                + " such as us-central1)"),
        arguments(
            "local-region:",
            "local-region: nothing (expected: auto or a region: lower-case letters, digits and hyphens, such as"
                + " us-central1)"),
        arguments(
            "local-region: true",
            "local-region: true (expected: auto or a region: lower-case letters, digits and"
                + " hyphens, such as us-central1)"),
        arguments("metadata-host: a/b", "metadata-host: a/b (expected: a host or host:port)"),
        arguments(
            "metadata-host: a:99999", "metadata-host: a:99999 (expected: a host or host:port)"),
        arguments("metadata-host: [a]", "metadata-host: a list (expected: a host or host:port)"),
        arguments("default-model: other", "default-model: other (expected: one of m)"),
        arguments(
            "project: My Project",
            "project: My Project (expected: a project's id or number, such as my-project)"),
        arguments(
            "project-number: abc",
            "project-number: abc (expected: a project's number, such as 123456789)"),
        arguments("server: 8080", server("server: 8080")),
        arguments("server:", server("server: nothing")),
        arguments("server: [8080]", server("server: a list")),
        arguments("trust: sytem", "trust: sytem (expected: system, insecure or {pem: FILE})"),
        arguments("trust: {}", "trust.pem: missing (expected: a PEM file)"),
        arguments("trust: {pem: /}", "trust.pem: / (expected: a file; it is something else)"));
  }

  private static String regions(String shown) {
    return "line 4: models.m.residency.regions: " + shown
        + " (expected: a list of at least one region, such as [europe-west1, europe-west4])";
  }

  private static String server(String start) {
    return start
        + " (expected: a map with the keys host, port, event-loops, max-request, max-response, idle-timeout,"
        + " shutdown-grace, max-in-flight, max-buffered, max-connections,"
        + " head-timeout, body-timeout)";
  }

  static Stream<Arguments> inServer() {
    return Stream.of(
        arguments(
            "server: {max-in-flight: 0}",
            "server.max-in-flight: 0 (expected: a whole number from 1 to 1000000)"),
        arguments(
            "server: {max-buffered: 1e9}",
            "server.max-buffered: 1e9 (expected: auto or a size from 1 to 1099511627776 bytes,"
                + " such as 10MiB, 512KiB or 65536)"),
        arguments(
            "server: {max-request: 1KiB, max-response: 2KiB, max-buffered: 2047}",
            "server.max-buffered: 2047 (expected: at least max-request and max-response, 2048 bytes)"),
        arguments(
            "server: {max-connections: 0}",
            "server.max-connections: 0 (expected: a whole number from 1 to 1000000)"),
        arguments(
            "server: {head-timeout: 10ms}",
            "server.head-timeout: 10ms (expected: a duration from 100ms to 1h" + DURATION),
        arguments(
            "server: {body-timeout: 2h}",
            "server.body-timeout: 2h (expected: a duration from 100ms to 1h" + DURATION),
        arguments("server: {prot: 1}", "server.prot: unknown key (did you mean port?)"),
        arguments(
            "server: {host: 300.1.1.1}",
            "server.host: 300.1.1.1 (expected: an IP address or a host name)"),
        arguments(
            "server: {host: 'a b'}",
            "server.host: \"a b\" (expected: an IP address or a host name)"),
        arguments(
            "server: {port: 65536}",
            "server.port: 65536 (expected: a whole number from 0 to 65535)"),
        arguments(
            "server: {port: -1}", "server.port: -1 (expected: a whole number from 0 to 65535)"),
        arguments(
            "server: {port: '80'}",
            "server.port: \"80\" (expected: a whole number from 0 to 65535)"),
        arguments(
            "server: {port: 80.5}", "server.port: 80.5 (expected: a whole number from 0 to 65535)"),
        arguments(
            "server: {event-loops: 0}",
            "server.event-loops: 0 (expected: auto or a whole number from 1 to 256)"),
        arguments(
            "server: {max-request: 10MB}",
            "server.max-request: 10MB (expected: a size from 1 to 1073741824 bytes, such as 10MiB, 512KiB or 65536)"),
        arguments(
            "server: {max-response: 0}",
            "server.max-response: 0 (expected: a size from 1 to 1073741824 bytes, such as 10MiB, 512KiB or 65536)"),
        arguments(
            "server: {idle-timeout: 999ms}",
            "server.idle-timeout: 999ms (expected: a duration from 1s to 24h" + DURATION),
        arguments(
            "server: {shutdown-grace: 8}",
            "server.shutdown-grace: 8 (expected: a duration from 0s to 1h" + DURATION));
  }

  static Stream<Arguments> inUpstreamAndManagement() {
    return Stream.of(
        arguments(
            "management: {port: nine}",
            "management.port: nine (expected: a whole number from 0 to 65535)"),
        arguments(
            "management: {address: x}",
            "management.address: unknown key (expected: one of host, port, public, hosts)"),
        arguments(
            "management: {hosts: [a.example, 'b.example:9090']}",
            "management.hosts[1]: \"b.example:9090\" (expected: a host name, without a port)"),
        arguments(
            "management: {hosts: a.example}",
            "management.hosts: a.example (expected: a list of at least one host name, such as"
                + " [rhumb.example.com])"),
        arguments(
            "upstream: {connect-timeout: 0ms}",
            "upstream.connect-timeout: 0ms (expected: a duration from 1ms to 1m" + DURATION),
        arguments(
            "upstream: {connections: 10001}",
            "upstream.connections: 10001 (expected: a whole number from 1 to 10000)"),
        arguments(
            "upstream: {keepalive: 5s}",
            "upstream.keepalive: unknown key (did you mean keep-alive?)"),
        arguments(
            "upstream: {keep-alive: 500ms}",
            "upstream.keep-alive: 500ms (expected: a duration from 1s to 1h" + DURATION));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void inModel(String model, String problem) {
    String text = "models:\n  m:\n    " + model.replace("\n", "\n    ") + "\n";
    assertThat(Yaml.problems(text)).containsExactly(problem);
  }

  static Stream<Arguments> inModel() {
    String targets = "targets: [{region: r, kind: url, url: 'http://h'}]\n";
    return Stream.of(
        arguments("timeout: 5s", "line 2: models.m.targets: missing (expected: " + TARGETS),
        arguments("targets: []", "line 3: models.m.targets: a list (expected: " + TARGETS),
        arguments("targets: {}", "line 3: models.m.targets: a map (expected: " + TARGETS),
        arguments("targets:", "line 3: models.m.targets: nothing (expected: " + TARGETS),
        arguments(
            targets + "timeout: 0s",
            "line 4: models.m.timeout: 0s (expected: a duration from 1ms to 1h" + DURATION),
        arguments(
            targets + "timeout: 2h",
            "line 4: models.m.timeout: 2h (expected: a duration from 1ms to 1h" + DURATION),
        arguments(
            targets + "timeout: 11m",
            "line 4: models.m.timeout: 11m (expected: less than server.idle-timeout, 11m)"),
        arguments(
            targets + "attempt-timeout: 31s",
            "line 4: models.m.attempt-timeout: 31s (expected: at most the timeout, 30s)"),
        arguments(
            targets + "attempts: 11",
            "line 4: models.m.attempts: 11 (expected: a whole number from 1 to 10)"),
        arguments(
            targets + "attempts: 0",
            "line 4: models.m.attempts: 0 (expected: a whole number from 1 to 10)"),
        arguments(
            targets + "failover-on-404: yes",
            "line 4: models.m.failover-on-404: yes (expected: true or false)"),
        arguments(
            targets + "residency: [r]",
            "line 4: models.m.residency: a list (expected: a map with the keys regions, header)"),
        arguments(
            targets + "residency: {region: r}",
            "line 4: models.m.residency.region: unknown key (did you mean regions?)"),
        arguments(
            targets + "residency: {header: 1}",
            "line 4: models.m.residency.header: 1 (expected: true or false)"),
        arguments(
            targets + "stream: 1s",
            "line 4: models.m.stream: 1s (expected: a map with the keys stall-timeout, hold)"),
        arguments(
            targets + "stream: {stall: 1s}",
            "line 4: models.m.stream.stall: unknown key (expected: one of stall-timeout, hold)"),
        arguments(
            targets + "stream: {stall-timeout: 11m}",
            "line 4: models.m.stream.stall-timeout: 11m (expected: less than server.idle-timeout, 11m)"),
        arguments(
            targets + "stream: {hold: 17MiB}",
            "line 4: models.m.stream.hold: 17MiB (expected: a size from 0 to 16777216 bytes,"
                + " such as 10MiB, 512KiB or 65536)"),
        arguments(
            targets + "idempotent: 1", "line 4: models.m.idempotent: 1 (expected: true or false)"),
        arguments(targets + "residency: {regions: r}", regions("r")),
        arguments(targets + "residency: {regions: []}", regions("a list")),
        arguments(
            targets + "residency: {regions: [r, EU]}",
            "line 4: models.m.residency.regions[1]: EU (expected: a region: lower-case letters, digits and hyphens,"
                + " such as us-central1)"),
        arguments(
            targets + "residency: {regions: [europe-west1, europe-west4]}",
            "line 3: models.m.targets[0].region: r (expected: one of residency.regions, europe-west1, europe-west4)"),
        arguments(
            targets + "strategy: Local First",
            "line 4: models.m.strategy: Local First (expected: a strategy: its name, or name: {options})"),
        arguments(
            targets + "strategy: {}",
            "line 4: models.m.strategy: a map (expected: one strategy: its name, or name: {options})"),
        arguments(
            targets + "strategy: {a: {}, b: {}}",
            "line 4: models.m.strategy: a map (expected: one strategy: its name, or name: {options})"),
        arguments(
            targets + "strategy: {hedged: 3}",
            "line 4: models.m.strategy.hedged: 3 (expected: a map of the strategy's options)"),
        arguments(
            targets + "strategy:\n  hedged:\n    of: ~",
            "line 6: models.m.strategy.hedged.of: ~ (expected: a value)"),
        arguments(
            targets + "target: 1", "line 4: models.m.target: unknown key (did you mean targets?)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"inTarget", "inTargetOfVertex", "inTargetOfAPublisher", "inTargetOfUrl"})
  void inTarget(String target, List<String> problems) {
    String text = "models:\n  m:\n    targets:\n      - " + target + "\n";
    assertThat(Yaml.problems(text))
        .containsExactlyElementsOf(problems.stream()
            .map(problem -> "line 4: models.m.targets[0]" + problem)
            .toList());
  }

  static Stream<Arguments> inTarget() {
    String kinds = ".kind: missing (expected: one of psc, public, dedicated, url)";
    String region =
        ".region: missing (expected: a region: lower-case letters, digits and hyphens, such as us-central1)";
    return Stream.of(
        arguments("{}", List.of(region, kinds)),
        arguments("{region: r}", List.of(kinds)),
        arguments(
            "{region: r, kind: vertex}",
            List.of(".kind: vertex (expected: one of psc, public, dedicated, url)")),
        arguments("{kind: url, url: 'http://h'}", List.of(region)),
        arguments(
            "{region: r, kind: url, url: 'http://h', id: 'a b'}",
            List.of(
                ".id: \"a b\" (expected: an id: at most 128 letters, digits, dots, underscores and"
                    + " hyphens, beginning with a"
                    + " letter or digit)")),
        arguments(
            "{region: r, kind: url, url: 'http://h', adress: x}",
            List.of(".adress: unknown key (did you mean address?)")),
        arguments(
            "local",
            List.of(": local (expected: a map with the keys region, kind, id, address, endpoint,"
                + " publisher-model, deployed-model, body-model, port,"
                + " server-name, url, path,"
                + " project, project-number, trust, credential)")));
  }

  static Stream<Arguments> inTargetOfVertex() {
    String top = "missing (expected: here or at the top of the file, ";
    String endpoint =
        "(expected: the id of a Vertex AI endpoint: at most 63 letters, digits and hyphens, such as 1234567890)";
    String pem =
        "{pem: FILE} or insecure; the certificate of a PSC endpoint is self-signed, no system knows it)";
    return Stream.of(
        arguments(
            "{region: r, kind: psc, project: 7, address: h, trust: insecure}",
            List.of(".endpoint: missing " + endpoint)),
        arguments(
            "{region: r, kind: public, project: p}",
            List.of(".endpoint: missing " + endpoint.replace(")", "; or publisher-model)"))),
        arguments(
            "{region: r, kind: public, project: p, endpoint: a/b}",
            List.of(".endpoint: a/b " + endpoint)),
        arguments(
            "{region: r, kind: public, endpoint: 1}",
            List.of(".project: " + top + "a project's id or number, such as my-project)")),
        arguments(
            "{region: r, kind: dedicated, project: p, endpoint: 1}",
            List.of(".project-number: " + top + "a project's number, such as 123456789)")),
        arguments(
            "{region: r, kind: psc, project: 7, endpoint: 1, trust: insecure}",
            List.of(".address: missing (expected: an IP address or a host name)")),
        arguments(
            "{region: r, kind: psc, project: 7, endpoint: 1, address: 10.0.1.2}",
            List.of(".trust: " + top + pem)),
        arguments(
            "{region: r, kind: psc, project: 7, endpoint: 1, address: 10.0.1.2, trust: system}",
            List.of(".trust: system (expected: " + pem)),
        arguments(
            "{region: r, kind: public, project: p, endpoint: 1, port: 0}",
            List.of(".port: 0 (expected: a whole number from 1 to 65535)")),
        arguments(
            "{region: r, kind: public, project: p, endpoint: 1, url: 'http://h', path: /}",
            List.of(
                ".url: misplaced (expected: only with kind url)",
                ".path: misplaced (expected: only with kind url)")),
        arguments(
            "{region: r, kind: psc, project: 7, endpoint: %s, address: h, trust: insecure}"
                .formatted("e".repeat(60)),
            List.of(
                ".server-name: missing (expected: given, since no DNS name can be %s-r-7.prediction.p.vertexai.goog)"
                    .formatted("e".repeat(60)))));
  }

  static Stream<Arguments> inTargetOfAPublisher() {
    String start = "{region: r, kind: public, project: p, publisher-model: ";
    return Stream.of(
        arguments(
            start + "gemini}",
            List.of(
                ".publisher-model: gemini (expected: a publisher and its model, such as google/gemini-2.5-flash)")),
        arguments(
            start + "google/x, endpoint: 1}",
            List.of(".endpoint: misplaced (expected: either endpoint or publisher-model)")),
        arguments(
            start + "google/x, deployed-model: 1}",
            List.of(".deployed-model: misplaced (expected: only with endpoint)")),
        arguments(
            start + "google/x, body-model: y}",
            List.of(
                ".body-model: misplaced (expected: only with endpoint or url; that of a publisher-model is its name)")),
        arguments(
            "{region: r, kind: dedicated, project: 7, endpoint: 1, publisher-model: google/x}",
            List.of(".publisher-model: misplaced (expected: only with kind public)")),
        arguments(
            "{region: r, kind: public, project: p, endpoint: 1, deployed-model: a/b}",
            List.of(
                ".deployed-model: a/b (expected: the id of a deployed model: at most 128 letters, digits,"
                    + " underscores and hyphens, such as 1234567890)")),
        arguments(
            "{region: r, kind: url, url: 'http://h', body-model: 'a\"b'}",
            List.of(
                ".body-model: \"a\"b\" (expected: a model as its server calls it: at most 256 letters,"
                    + " digits and . _ : @ + / -, such as google/gemma-3-27b-it)")));
  }

  static Stream<Arguments> inTargetOfUrl() {
    String url =
        "(expected: an http or https URL without user, query and fragment, such as https://models.example:8443/base)";
    return Stream.of(
        arguments("{region: r, kind: url}", List.of(".url: missing " + url)),
        arguments("{region: r, kind: url, url: ftp://h}", List.of(".url: ftp://h " + url)),
        arguments(
            "{region: r, kind: url, url: 'http://h?a=b'}", List.of(".url: \"http://h?…\" " + url)),
        arguments(
            "{region: r, kind: url, url: 'http://h:0'}", List.of(".url: \"http://h:0\" " + url)),
        arguments(
            "{region: r, kind: url, url: 'http://h:99999'}",
            List.of(".url: \"http://h:99999\" " + url)),
        arguments(
            "{region: r, kind: url, url: http://me:secret@h/}",
            List.of(".url: http://…@h/ " + url)),
        arguments(
            "{region: r, kind: url, url: 'http://h', path: x}",
            List.of(
                ".path: x (expected: a path that starts with /, without query; {method} stands for the method)")),
        arguments(
            "{region: r, kind: url, url: 'http://h', path: '/a b'}",
            List.of(".path: \"/a b\" (expected: a path that starts with /, without query; {method}"
                + " stands for the method)")),
        arguments(
            "{region: r, kind: url, url: 'http://h', path: '/{verb}'}",
            List.of(
                ".path: \"/{verb}\" (expected: a path that starts with /, without query; {method}"
                    + " stands for the method)")),
        arguments(
            "{region: r, kind: url, url: 'http://h', trust: insecure}",
            List.of(".trust: misplaced (expected: only with https)")),
        arguments(
            "{region: r, kind: url, url: 'https://h', port: 1, server-name: x}",
            List.of(
                ".port: misplaced (expected: only with kind psc, public, dedicated)",
                ".server-name: misplaced (expected: only with kind psc, public, dedicated)")));
  }

  @Test
  void models_missing_isAProblemOfTheTop() {
    assertThat(Yaml.problems("trust: system"))
        .containsExactly(
            "line 1: models: missing (expected: a map of models by name, at least one)");
  }

  @Test
  void models_empty_isAProblem() {
    assertThat(Yaml.problems("models: {}"))
        .containsExactly("line 1: models: a map (expected: a map of models by name, at least one)");
  }

  @Test
  void modelName_withASlash_isAProblem() {
    assertThat(Yaml.problems(Yaml.LEAST.replace("m:", "a/b:")))
        .containsExactly(
            "line 2: models.a/b: \"a/b\" (expected: a model's name: at most 128 letters, digits, dots,"
                + " underscores and hyphens, beginning with a letter or digit)");
  }

  @Test
  void defaultModel_missingAmongSeveral_isAProblem() {
    String second = Yaml.LEAST.replace("models:\n", "").replace("m:", "n:");
    assertThat(Yaml.problems(Yaml.LEAST + second))
        .containsExactly("line 1: default-model: missing (expected: one of m, n)");
  }

  @Test
  void targets_ofOneRegionWithoutIds_areAProblemOfTheSecond() {
    assertThat(Yaml.problems(Yaml.LEAST + "      - {region: r, kind: url, url: 'http://other'}\n"))
        .containsExactly(
            "line 5: models.m.targets[1].id: r (expected: another id than that of models.m.targets[0])");
  }

  @Test
  void targets_moreThan32_areAProblem() {
    String target = "      - {region: r%d, kind: url, url: 'http://h'}\n";
    StringBuilder text = new StringBuilder("models:\n  m:\n    targets:\n");
    Stream.iterate(0, i -> i + 1).limit(33).forEach(i -> text.append(target.formatted(i)));
    assertThat(Yaml.problems(text.toString()))
        .containsExactly("line 3: models.m.targets: a list (expected: " + TARGETS);
    assertThat(Yaml.problems(text.substring(0, text.lastIndexOf("      -")))).isEmpty();
  }

  @Test
  void document_withManyProblems_reportsAllInTheOrderOfTheFile() {
    String text =
        """
        models:
          fraud:
            strategy: 3
            timeuot: 5s
            targets:
              - {region: r, kind: url, url: nowhere}
              - {region: r, kind: url, url: also-nowhere}
        server:
          port: none
          idle-timeout: long
        prject: x
        """;
    assertThat(Yaml.problems(text))
        .extracting(problem -> problem.replaceAll(" \\(.*", ""))
        .containsExactly(
            "line 3: models.fraud.strategy: 3",
            "line 4: models.fraud.timeuot: unknown key",
            "line 6: models.fraud.targets[0].url: nowhere",
            "line 7: models.fraud.targets[1].url: also-nowhere",
            "line 9: server.port: none",
            "line 10: server.idle-timeout: long",
            "line 11: prject: unknown key");
  }

  @Test
  void idleTimeout_notAboveADefaultTimeout_isAProblemOfTheModel() {
    assertThat(Yaml.problems("server: {idle-timeout: 30s}\n" + Yaml.LEAST))
        .containsExactly(
            "line 3: models.m.timeout: 30s (expected: less than server.idle-timeout, 30s)");
  }

  @Test
  void longText_isCutInTheMessage() {
    assertThat(Yaml.problems("project: " + "A".repeat(500) + "\n" + Yaml.LEAST).get(0))
        .startsWith("line 1: project: " + "A".repeat(80) + "… (expected")
        .hasSizeLessThan(200);
  }
}
