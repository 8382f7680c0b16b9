package io.rhumb.gateway.command;

import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.process.StartupException;
import io.rhumb.gateway.stub.IssuedCertificate;
import io.rhumb.gateway.stub.RegionalStub;
import io.rhumb.gateway.stub.RegionalStubConfig;
import io.rhumb.gateway.stub.ServiceProfile;
import io.rhumb.gateway.stub.StandaloneStub;
import io.rhumb.gateway.stub.StreamProfile;
import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.rhumb.gateway.stub.TokenIssuer;
import io.rhumb.gateway.stub.VertexEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rhumb stub}: one regional stand-in alone, until SIGTERM. */
@Command(
    name = "stub",
    description = "Runs a strict stand-in of one region of Vertex AI.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:it was told to end, and did",
      "1:not everything stopped in time",
      "2:wrong usage, or it cannot start"
    },
    footer = {
      "",
      "Examples:",
      "  rhumb stub --region us-east4 --token t1 --ca-out ca.pem",
      "  rhumb stub --region us-east4 --token t1 --plain --service-time 5ms --slots 8",
      "  rhumb stub --region us-east4 --token t1 --stream-interval 20ms --gzip"
    })
public final class StubCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(2);

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--region", required = true, description = "The cloud region, such as us-east4.")
  private String region = "";

  @Option(names = "--project", defaultValue = "demo-project", description = "The project's id.")
  private String project = "";

  @Option(
      names = "--project-number",
      defaultValue = "123456789",
      description = "The project's number.")
  private String projectNumber = "";

  @Option(names = "--endpoint", defaultValue = "1111", description = "The endpoint's id.")
  private String endpoint = "";

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen on.")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "8443",
      description = "The port to listen on; 0: a free one.")
  private int port;

  @Option(
      names = "--control-port",
      defaultValue = "8444",
      description = "The port of the control API; 0: a free one.")
  private int controlPort;

  @Option(names = "--plain", description = "Speak plain HTTP instead of TLS.")
  private boolean plain;

  @Option(names = "--token", required = true, description = "A bearer token to accept; repeatable.")
  private List<String> tokens = new ArrayList<>();

  @Option(
      names = "--ca-out",
      description =
          "Where to write the authority's certificate (PEM); by default a new temporary file.")
  private @Nullable Path certificateFile;

  @ArgGroup(exclusive = false)
  private @Nullable CertificateFiles certificateFiles;

  @Option(
      names = "--service-time",
      defaultValue = "0ms",
      converter = DurationConverter.class,
      description = "Median service time, such as 5ms; 0ms: none.")
  private Duration serviceTime = Duration.ZERO;

  @Option(
      names = "--sigma",
      defaultValue = "0.3",
      description = "Spread of the log-normal service time.")
  private double sigma;

  @Option(
      names = "--rtt",
      defaultValue = "0ms",
      converter = DurationConverter.class,
      description = "Round-trip time, added to every answer.")
  private Duration roundTrip = Duration.ZERO;

  @Option(
      names = "--slots",
      defaultValue = "0",
      description = "Requests served at once; 0: any number.")
  private int slots;

  @Option(
      names = "--queue",
      defaultValue = "64",
      description = "Requests that wait for a slot; the next is answered 429.")
  private int queue;

  @Option(
      names = "--stream-events",
      defaultValue = "5",
      description = "Events of a stream, and words of a generated text.")
  private int streamEvents;

  @Option(
      names = "--stream-interval",
      defaultValue = "0ms",
      converter = DurationConverter.class,
      description =
          "Time from one event of a stream to the next; 0ms: as fast as the client reads.")
  private Duration streamInterval = Duration.ZERO;

  @Option(
      names = "--stream-event-bytes",
      defaultValue = "0",
      description = "About how long an event is; 0: as short as it can be.")
  private int streamEventBytes;

  @Option(
      names = "--stream-times",
      description =
          "Have each event of a model's own stream say when it was sent: sentMicros, since 1970.")
  private boolean streamTimes;

  @Option(
      names = "--publisher-model",
      defaultValue = "google/gemini-2.5-flash",
      description = "A publisher's model to serve; repeatable.")
  private List<String> publisherModels = new ArrayList<>();

  @Option(
      names = "--response-bytes",
      defaultValue = "0",
      description = "About how long an answer is; 0: as short as it can be.")
  private int responseBytes;

  @Option(names = "--gzip", description = "Encode answers with gzip for whoever accepts that.")
  private boolean gzip;

  @Option(
      names = "--event-loops",
      defaultValue = "1",
      description = "On how many event loops to serve.")
  private int eventLoops;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of service times and shares of faults.")
  private long seed;

  /**
   * Runs until the process is told to end.
   *
   * @return the exit code: 0, or 2 if it could not start; then one line on the error stream says why
   */
  @Override
  public Integer call() {
    try {
      return run(config());
    } catch (IllegalArgumentException wrong) {
      return ProcessLife.report(wrong, err());
    }
  }

  private int run(RegionalStubConfig config) {
    Vertx vertx = ProcessLife.newVertx();
    try {
      // Before the ports open: whoever waits for them finds the file.
      Optional<ThrowawayAuthority> authority = authority();
      Optional<Path> trust = authority.map(this::write);
      StandaloneStub stub =
          new StandaloneStub(vertx, create(vertx, config, authority), controlPort);
      ProcessLife.await(stub.start());
      stub.describe().forEach(out()::println);
      trust.ifPresent(file -> out().println("trust   " + file));
      out().flush();
      ProcessLife.runUntilTerminated(vertx, Future::succeededFuture, GRACE);
      return 0;
    } catch (StartupException failure) {
      vertx.close();
      return ProcessLife.report(failure, err());
    }
  }

  /** None if no certificate is needed, or there is one. */
  private Optional<ThrowawayAuthority> authority() {
    return plain || certificateFiles != null
        ? Optional.empty()
        : Optional.of(ThrowawayAuthority.create());
  }

  private RegionalStub create(
      Vertx vertx, RegionalStubConfig config, Optional<ThrowawayAuthority> authority) {
    IssuedCertificate certificate = certificateFiles == null
        ? authority
            .orElseGet(ThrowawayAuthority::create)
            .issue(config.endpoint().names())
        : certificateFiles.read();
    return RegionalStub.create(vertx, config, issuer(), certificate);
  }

  private RegionalStubConfig config() {
    ServiceProfile service = new ServiceProfile(serviceTime, sigma, roundTrip, slots, queue);
    return RegionalStubConfig.of(new VertexEndpoint(region, project, projectNumber, endpoint))
        .withHost(host)
        .withPort(port)
        .withPlain(plain)
        .withEventLoops(eventLoops)
        .withService(service)
        .withStream(new StreamProfile(streamEvents, streamInterval, streamEventBytes, streamTimes))
        .withPublisherModels(publisherModels)
        .withResponseBytes(responseBytes)
        .withGzipResponses(gzip)
        .withSeed(seed);
  }

  private TokenIssuer issuer() {
    TokenIssuer issuer = new TokenIssuer(InstantSource.system());
    tokens.forEach(issuer::add);
    return issuer;
  }

  private Path write(ThrowawayAuthority authority) {
    try {
      Path file = certificateFile;
      return authority.write(file == null ? Files.createTempFile("rhumb-stub-ca", ".pem") : file);
    } catch (IOException e) {
      throw new StartupException(
          "ca-out: " + certificateFile + " (expected: a file that can be written; " + e + ")", e);
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  /** Reads {@code 250us}, {@code 5ms}, {@code 1.5s}. */
  static final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(us|ms|s)");
    private static final Map<String, Double> NANOS = Map.of("us", 1e3, "ms", 1e6, "s", 1e9);

    /** Made by the command line. */
    DurationConverter() {}

    @Override
    public Duration convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            text + " (expected: a number with unit us, ms or s, such as 5ms)");
      }
      double nanos =
          Double.parseDouble(matcher.group(1)) * NANOS.getOrDefault(matcher.group(2), 0.0);
      return Duration.ofNanos(Math.round(nanos));
    }
  }
}
