package io.rhumb.gateway;

import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.IssuedCertificate;
import io.rhumb.gateway.stub.MetadataFault;
import io.rhumb.gateway.stub.RegionalStubConfig;
import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.rhumb.gateway.stub.VertexEndpoint;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rhumb doctor} over real sockets and TLS, against strict regions that are ill in one way each. */
class DoctorCommandTest {

  private static final String SECRET = "s3cr3t-of-the-operator";

  private static World world;

  private final List<HttpServer> servers = new ArrayList<>();

  @BeforeAll
  static void createWorld() {
    world = World.create();
  }

  @AfterAll
  static void closeWorld() {
    world.close();
  }

  @AfterEach
  void usualWorld() {
    world.restore();
    world.usualRegion(LOCAL);
    servers.forEach(server -> World.await(server.close()));
  }

  @Test
  void everythingWell_isZero_andEachTargetWasAskedOnce() {
    Result result = doctor(config(), "--payload", payload(World.BODY));

    assertThat(result.code).as(result.all()).isZero();
    assertThat(result.out)
        .contains("linear / us-central1   127.0.0.1:" + world.region(LOCAL).port()
            + " as 1111-us-central1-")
        .containsPattern("(?m)^  dns {9}skipped {13}127.0.0.1 is an address$")
        .containsPattern("(?m)^  tcp {9}ok +[0-9.]+ ms   connected to 127.0.0.1:")
        .containsPattern(
            "(?m)^  tls {9}ok +[0-9.]+ ms   TLSv1.3; name ok; authority ok \\(pem .*ca.pem\\); expires .*, in 89 days$")
        .containsPattern(
            "(?m)^  credential  ok +[0-9.]+ ms   application-default, from the metadata server 127.0.0.1:\\d+; a token"
                + " is there, and expires in (59 minutes|60 minutes)$")
        .containsPattern("(?m)^  predict     ok +[0-9.]+ ms   200, \\d+ bytes$")
        .endsWith("\n\n12 ok, 3 skipped\n");
    assertThat(result.err).isEmpty();
    for (String region : List.of(LOCAL, NEXT, LAST)) {
      assertThat(world.reached(region)).as(region).isEqualTo(1);
    }
  }

  @Test
  void withoutPayload_nothingIsAsked_andItSaysSo() {
    Result result = doctor(config());

    assertThat(result.code).isZero();
    assertThat(result.line("predict")).contains("skipped").contains("--payload FILE");
    assertThat(world.reached(LOCAL)).isZero();
  }

  @Test
  void choice_examinesNothingElse() {
    ConfigText config = config().model("other", "timeout: 5s");

    Result result = doctor(config, "--model", "other", "--target", NEXT);

    assertThat(result.out)
        .contains("other / us-east4")
        .doesNotContain("linear /", "other / us-central1");
  }

  @Test
  void unknownChoice_isTwo_andNamesWhatThereIs() {
    Result model = doctor(config(), "--model", "linaer");
    assertThat(model.code).isEqualTo(2);
    assertThat(model.err).isEqualTo("rhumb: --model: linaer (expected: one of linear)\n");

    Result target = doctor(config(), "--target", "us-west1");
    assertThat(target.code).isEqualTo(2);
    assertThat(target.err)
        .isEqualTo(
            "rhumb: --target: us-west1 (expected: one of us-central1, us-east4, europe-west4)\n");
  }

  @Test
  void unreadableConfigurationOrPayload_isTwo() {
    Result config = doctor(config().set("serverr", "1"));
    assertThat(config.code).isEqualTo(2);
    assertThat(config.err).contains("serverr: unknown key (did you mean server?)");
    assertThat(config.out).isEmpty();

    Result payload = doctor(config(), "--payload", "/nonexistent");
    assertThat(payload.code).isEqualTo(2);
    assertThat(payload.err)
        .isEqualTo("rhumb: --payload: /nonexistent (expected: a file that can be read, or -)\n");

    Result timeout = doctor(config(), "--timeout", "soon");
    assertThat(timeout.code).isEqualTo(2);
    assertThat(timeout.err).contains("soon (expected: from 1ms to 1h");
  }

  @Test
  void refusedConnection_isOne_andLooksLikeAWrongPort() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    Result result = doctor(targetAt(port));

    assertThat(result.code).isEqualTo(1);
    assertThat(result.line("tcp")).contains("failed").contains("refuses connections");
    assertThat(result.line("tls")).contains("skipped").contains("not reached");
    assertThat(result.advice())
        .contains("tcp, looks like: The machine is there, and nothing listens at port " + port);
  }

  @Test
  void blackHoleInAnotherRegion_whileTheLocalOneConnects_looksLikeNoGlobalAccess()
      throws IOException {
    try (DeafPort hole = DeafPort.dropping()) {
      ConfigText config = config();
      config.models("linear", config.target(LOCAL), config.target(NEXT, hole.number()));

      Result result = doctor(config, "--timeout", "300ms");

      assertThat(result.code).isEqualTo(1);
      assertThat(result.out)
          .containsPattern(
              "tcp {9}failed +[0-9]+ ms   no answer from 127.0.0.1:\\d+ within 300 ms");
      assertThat(result.advice())
          .contains("the forwarding rule in us-east4 has no global access")
          .contains(
              "gcloud compute forwarding-rules update RULE --region=us-east4 --allow-psc-global-access");
    }
  }

  @Test
  void everyPrivateAddressSilent_looksLikeNoVpcEgress() throws IOException {
    try (DeafPort hole = DeafPort.dropping();
        DeafPort other = DeafPort.dropping()) {
      ConfigText config = config();
      config.models(
          "linear", config.target(LOCAL, hole.number()), config.target(NEXT, other.number()));

      Result result = doctor(config, "--timeout", "300ms");

      assertThat(result.advice())
          .contains("No private address answers, not one")
          .contains("--vpc-egress=private-ranges-only")
          .contains("tcp: as above");
    }
  }

  @Test
  void unknownName_looksLikeAMisspeltOne() {
    ConfigText config = config();
    config.models("linear", config.target(LOCAL).replace("127.0.0.1", "no-such-host.invalid"));

    Result result = doctor(config);

    assertThat(result.code).isEqualTo(1);
    assertThat(result.line("dns")).contains("failed").contains("no-such-host.invalid is not known");
    assertThat(result.line("tcp")).contains("skipped").contains("no address");
    assertThat(result.advice()).contains("getent hosts no-such-host.invalid");
  }

  @Test
  void certificateForOthers_saysForWhom() {
    certificate(endpoint -> world.authority.issue(List.of("other.example", "127.0.0.1")));

    Result result = doctor(config(), "--target", LOCAL);

    assertThat(result.code).isEqualTo(1);
    assertThat(result.line("tls"))
        .contains("name not 1111-us-central1-123456789", "authority ok", "expires", "in 89 days");
    assertThat(result.advice())
        .contains("but for other.example, 127.0.0.1")
        .contains("server-name");
    assertThat(result.line("predict")).contains("skipped");
  }

  @Test
  void certificateOfAnotherAuthority_isToldFromAWrongName() {
    certificate(endpoint -> ThrowawayAuthority.create().issue(endpoint.names()));

    Result result = doctor(config(), "--target", LOCAL);

    assertThat(result.line("tls")).contains("name ok", "authority unknown (pem", "in 89 days");
    assertThat(result.advice()).contains("openssl s_client -connect 127.0.0.1:");
  }

  @Test
  void expiredCertificate_isToldFromAnUnknownAuthority() {
    certificate(endpoint -> world.authority.issueExpired(endpoint.names()));

    Result result = doctor(config(), "--target", LOCAL);

    assertThat(result.line("tls"))
        .contains("name ok", "authority ok", "expired")
        .contains("ago");
    assertThat(result.advice()).contains("The certificate has ended on 20");
  }

  @Test
  void certificateThatEndsSoon_isAWarningOnly() {
    Instant now = Instant.now();
    certificate(endpoint -> world.authority.issue(
        endpoint.names(), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(10))));

    Result result = doctor(config(), "--target", LOCAL);

    assertThat(result.code).isZero();
    assertThat(result.line("tls")).contains("warning", "in 9 days");
    assertThat(result.advice()).contains("from then on the gateway refuses this target");
  }

  /** Java looks at no date of a certificate that is itself believed: what the gateway takes, the doctor takes. */
  @Test
  void expiredCertificateThatIsPinned_isAWarningOnly() throws IOException {
    IssuedCertificate expired =
        world.authority.issueExpired(World.endpoint(LOCAL).names());
    certificate(endpoint -> expired);
    Path pem = world.folder().resolve("pinned.pem");
    Files.write(pem, expired.chain().getBytes());

    Result result = doctor(
        config().set("trust", "{pem: pinned.pem}"),
        "--target",
        LOCAL,
        "--payload",
        payload(World.BODY));

    assertThat(result.code).as(result.all()).isZero();
    assertThat(result.line("tls")).contains("warning", "authority ok", "expired");
    assertThat(result.line("predict")).contains(" ok ");
    assertThat(result.advice()).contains("so the gateway takes it even after that");
  }

  @Test
  void insecureTrust_connectsAndWarnsTwice() {
    certificate(endpoint -> ThrowawayAuthority.create().issueExpired(List.of("other.example")));

    Result result = doctor(
        config().set("trust", "insecure"), "--target", LOCAL, "--payload", payload(World.BODY));

    assertThat(result.code).as(result.all()).isZero();
    assertThat(result.line("tls"))
        .contains("warning", "name not", "authority not checked", "expired");
    assertThat(result.line("predict")).contains(" ok ");
    assertThat(result.out).contains("warning  models.linear.targets.us-central1.trust: insecure");
  }

  @Test
  void nameThatTheServerDoesNotServe_isRefusedInTheHandshake() {
    world.region(
        LOCAL, endpoint -> world.authority.issue(endpoint.names()), UnaryOperator.identity());
    ConfigText config = config();
    config.models(
        "linear",
        config.target(LOCAL).replace("kind: psc", "kind: psc, server-name: another.example"));

    Result result = doctor(config);

    assertThat(result.line("tls")).contains("failed", "broken off by the other end");
    assertThat(result.advice()).contains("does not answer to another.example");
  }

  @Test
  void plainHttpWhereTlsShouldBe_isSeen() {
    world.region(
        LOCAL,
        endpoint -> world.authority.issue(endpoint.names()),
        behaviour -> behaviour.withPlain(true));

    Result result = doctor(config(), "--target", LOCAL);

    assertThat(result.line("tls")).contains("failed", "does not speak TLS");
    assertThat(result.advice()).contains("80 is plain HTTP and 443 is TLS");
  }

  @Test
  void silenceInTheHandshake_isBounded() throws IOException {
    try (DeafPort silent = DeafPort.silent()) {
      Result result = doctor(targetAt(silent.number()), "--timeout", "300ms");

      assertThat(result.line("tcp")).contains(" ok ");
      assertThat(result.line("tls")).contains("failed", "no answer to the handshake within 300 ms");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | looks like: The payload does not fit the model",
        "401 | looks like: The credential is refused",
        "403 | lacks the permission aiplatform.endpoints.predict on 1111 in demo-project",
        "404 | No endpoint 1111 in us-central1 of demo-project",
        "429 | The quota of demo-project in us-central1 is used up",
        "500 | looks like: The target itself is ill",
        "503 | looks like: The target itself is ill"
      })
  void errorOfThePlatform_isExplained(int status, String explanation) {
    world.fault(Fault.status(status), LOCAL);

    Result result = doctor(config(), "--target", LOCAL, "--payload", payload(World.BODY));

    assertThat(result.code).isEqualTo(1);
    assertThat(result.line("predict")).contains("failed").contains(status + "");
    assertThat(result.advice()).contains(explanation);
  }

  @Test
  void payloadThatDoesNotFit_isAnsweredByTheRegionItself() {
    Result result =
        doctor(config(), "--target", LOCAL, "--payload", payload("{\"instances\":[[\"one\"]]}"));

    assertThat(result.line("predict")).contains("400 INVALID_ARGUMENT: ");
  }

  @Test
  void wrongEndpointId_is404() {
    ConfigText config = config();
    config.models(
        "linear",
        config
            .target(LOCAL)
            .replace("endpoint: \"1111\"", "endpoint: \"9999\"")
            .replace(
                "kind: psc", "kind: psc, server-name: " + World.endpoint(LOCAL).pscName()));

    Result result = doctor(config, "--payload", payload(World.BODY));

    assertThat(result.line("predict")).contains("404 NOT_FOUND");
    assertThat(result.advice()).contains("No endpoint 9999 in us-central1 of demo-project");
  }

  @Test
  void noAnswerToThePrediction_isBounded() {
    world.fault(Fault.blackhole(), LOCAL);

    Result result =
        doctor(config(), "--target", LOCAL, "--payload", payload(World.BODY), "--timeout", "500ms");

    assertThat(result.line("predict")).contains("failed", "no answer within 500 ms");
  }

  @Test
  void connectionThatIsReset_isSeen() {
    world.fault(Fault.reset(), LOCAL);

    Result result = doctor(config(), "--target", LOCAL, "--payload", payload(World.BODY));

    assertThat(result.line("predict")).contains("failed", "ended before the answer was whole");
  }

  @ParameterizedTest
  @CsvSource({"200", "302", "403", "404", "502"})
  void loginPageOfAProxy_isNotTakenForVertexAi(int status) {
    HttpServer proxy = server(status, "text/html", "<!DOCTYPE html><title>Log in</title>");

    Result result = doctor(targetAt(proxy.actualPort()), "--payload", payload(World.BODY));

    assertThat(result.code).isEqualTo(1);
    assertThat(result.line("predict")).contains("failed", status + "");
    assertThat(result.advice()).contains("Something else than Vertex AI answers");
  }

  @Test
  void noMetadataServer_looksLikeNotOnGoogleCloud_andTheWayIsExaminedAllTheSame() {
    World.await(world.metadata.fault(new MetadataFault.Refuse()));

    Result result;
    try (LogLines log = new LogLines()) {
      result =
          doctor(config(), "--target", LOCAL, "--payload", payload(World.BODY), "--timeout", "2s");
      assertThat(log.lines()).noneMatch(line -> line.contains("application-default"));
    }
    assertThat(Logger.getLogger("io.rhumb.gateway.credential").getLevel()).isNull();

    assertThat(result.code).isEqualTo(1);
    assertThat(result.line("tls")).contains(" ok ");
    assertThat(result.line("credential")).contains("failed", "metadata server 127.0.0.1:");
    assertThat(result.line("predict")).contains("skipped", "no credential");
    assertThat(result.advice()).contains("gcloud auth application-default login");
  }

  @Test
  void tokenFile_isAsOldAsItIs() throws IOException {
    Path file = Files.writeString(world.folder().resolve("token"), SECRET);
    world.tokens.add(SECRET);
    ConfigText config = config().set("credential", "{token-file: token}");

    Result fresh = doctor(config, "--target", LOCAL, "--payload", payload(World.BODY));
    assertThat(fresh.code).as(fresh.all()).isZero();
    assertThat(fresh.line("credential")).contains(" ok ", file + "; written ", " ago");

    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(5))));
    Result old = doctor(config, "--target", LOCAL);
    assertThat(old.code).isZero();
    assertThat(old.line("credential")).contains("warning", "written 5 hours ago");

    Files.writeString(file, "");
    Result none = doctor(config, "--target", LOCAL, "--timeout", "500ms");
    assertThat(none.code).isEqualTo(1);
    assertThat(none.line("credential"))
        .contains("failed", "empty (expected: the value of the header");
  }

  @Test
  void secrets_areNeverPrinted() throws IOException {
    // Whatever a target says back: its message, in the envelope and out of it.
    world.tokens.add(SECRET);
    Files.writeString(world.folder().resolve("token"), SECRET);
    JsonObject error = new JsonObject()
        .put("code", 403)
        .put("status", "PERMISSION_DENIED")
        .put("message", "no " + SECRET + ", no Bearer " + SECRET + ", no ya29.another");
    HttpServer echo =
        server(403, "application/json", new JsonObject().put("error", error).encode());
    HttpServer page = server(401, "text/plain", "you said " + SECRET);
    ConfigText config = config().set("credential", "{token-file: token}");
    config.models(
        "linear",
        config.target(LOCAL, echo.actualPort()),
        config
            .target(NEXT, page.actualPort())
            .replace(
                "kind: psc", "kind: psc, server-name: " + World.endpoint(LOCAL).pscName()));

    for (String form : List.of("--timeout=5s", "--json")) {
      Result result = doctor(config, form, "--payload", payload(World.BODY));
      assertThat(result.code).isEqualTo(1);
      assertThat(result.all())
          .contains("PERMISSION_DENIED: no (withheld)")
          .doesNotContain(SECRET, "ya29.");
    }
  }

  @Test
  void queryOfTheConfiguration_isNeverPrinted() {
    ConfigText config = config();
    String text = config.text().replace("ca.pem", world.authorityFile().toString());
    HttpServer store = World.await(world
        .vertx
        .createHttpServer()
        .requestHandler(
            request -> request.response().end(request.path().equals("/bad") ? "models: 1" : text))
        .listen(0, "127.0.0.1"));
    servers.add(store);
    String url = "http://127.0.0.1:" + store.actualPort();

    Result good = run("doctor", "--config", url + "/good?sig=" + SECRET);
    assertThat(good.code).as(good.all()).isZero();
    assertThat(good.all()).startsWith(url + "/good, from us-central1\n").doesNotContain(SECRET);

    Result bad = run("doctor", "--config", url + "/bad?sig=" + SECRET);
    assertThat(bad.code).isEqualTo(2);
    assertThat(bad.err).startsWith(url + "/bad:1: ").doesNotContain(SECRET);
  }

  @Test
  void json_saysTheSame() {
    world.fault(Fault.status(403), NEXT);

    Result result = doctor(config(), "--json", "--payload", payload(World.BODY));

    assertThat(result.code).isEqualTo(1);
    JsonObject report = new JsonObject(result.out);
    assertThat(report.getString("localRegion")).isEqualTo(LOCAL);
    assertThat(report.getBoolean("healthy")).isFalse();
    assertThat(report.getJsonObject("counts").getInteger("failed")).isEqualTo(1);
    JsonObject local = report.getJsonArray("targets").getJsonObject(0);
    assertThat(local.getBoolean("healthy")).isTrue();
    JsonObject next = report.getJsonArray("targets").getJsonObject(1);
    assertThat(next.getString("target")).isEqualTo(NEXT);
    assertThat(next.getJsonArray("steps").stream()
            .map(step -> ((JsonObject) step).getString("status")))
        .containsExactly("skipped", "ok", "ok", "ok", "failed");
    assertThat(next.getJsonArray("advice").getJsonObject(0).getString("looksLike"))
        .contains("aiplatform.endpoints.predict");
    assertThat(local.getJsonArray("steps").getJsonObject(4).getDouble("millis")).isPositive();
  }

  @Test
  void help_hasExitCodesAndExamples() {
    Result help = run("doctor", "--help");

    assertThat(help.code).isZero();
    assertThat(help.out)
        .contains(
            "Exit codes:",
            "something failed",
            "Examples:",
            "rhumb doctor --config conf/gateway.yaml");
  }

  private static ConfigText config() {
    return new ConfigText(world);
  }

  /** The local region's target, at a port of the test's. */
  private static ConfigText targetAt(int port) {
    ConfigText config = config();
    return config.models("linear", config.target(LOCAL, port));
  }

  private static void certificate(Function<VertexEndpoint, IssuedCertificate> certificate) {
    world.region(LOCAL, certificate, UnaryOperator.<RegionalStubConfig>identity());
  }

  private HttpServer server(int status, String type, String body) {
    HttpServerOptions options = new HttpServerOptions()
        .setSsl(true)
        .setKeyCertOptions(world.authority.issue(World.endpoint(LOCAL).names()).keyCertOptions());
    HttpServer server = World.await(world
        .vertx
        .createHttpServer(options)
        .requestHandler(request -> request
            .response()
            .setStatusCode(status)
            .putHeader("content-type", type)
            .putHeader("location", "https://login.example/?token=" + SECRET)
            .end(body))
        .listen(0, "127.0.0.1"));
    servers.add(server);
    return server;
  }

  private static String payload(String text) {
    try {
      return Files.writeString(world.folder().resolve("payload.json"), text).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Result doctor(ConfigText config, String... more) {
    List<String> arguments = new ArrayList<>(
        List.of("doctor", "--config", config.write(world.folder()).toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
    return new Result(code, out.toString(), err.toString());
  }

  /** What a run left behind. */
  private record Result(int code, String out, String err) {

    String all() {
      return out + err;
    }

    /** The first line of that step. */
    String line(String step) {
      return Objects.requireNonNull(
          out.lines()
              .filter(line -> line.startsWith("  " + step + " "))
              .findFirst()
              .orElse(null),
          () -> "no step " + step + " in " + all());
    }

    /** Everything on one line, however it is wrapped. */
    String advice() {
      return out.replaceAll("\\s+", " ");
    }
  }
}
