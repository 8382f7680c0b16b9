package io.rhumb.gateway.command;

import io.rhumb.gateway.config.Durations;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.InvalidConfigException;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.credential.Credentials;
import io.rhumb.gateway.doctor.Doctor;
import io.rhumb.gateway.doctor.Payload;
import io.rhumb.gateway.doctor.Report;
import io.rhumb.gateway.doctor.ReportJson;
import io.rhumb.gateway.doctor.ReportText;
import io.rhumb.gateway.doctor.Subject;
import io.rhumb.gateway.generation.StartConfig;
import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.process.QuietLog;
import io.rhumb.gateway.process.StartupException;
import io.rhumb.gateway.reload.ConfigReader;
import io.rhumb.gateway.target.LocalRegion;
import io.rhumb.gateway.upstream.TlsEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Examines every target of a configuration, and says what is wrong and what to do. */
@Command(
    name = "doctor",
    description = {
      "Examines the targets of a configuration, and says what is wrong and what to do.",
      "All at once and in seconds: name, connection, certificate, credential and, with a payload, a prediction."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:all is well; there may be warnings",
      "1:something failed",
      "2:wrong usage, or a configuration that cannot be read"
    },
    footer = {
      "",
      "To be run where the gateway runs, as whom it runs: what can be reached depends",
      "on that. No token, key or header value is ever printed.",
      "",
      "Examples:",
      "  rhumb doctor --config conf/gateway.yaml",
      "  rhumb doctor --config conf/gateway.yaml --payload request.json",
      "  rhumb doctor --model fraud --target us-east4 --payload request.json",
      "  rhumb doctor --config conf/gateway.yaml --json"
    })
public final class DoctorCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE|FOLDER|URL",
      description = {
        "The configuration. Default: the environment variable RHUMB_CONFIG;",
        "without that, the environment of the reference service."
      },
      defaultValue = "${env:RHUMB_CONFIG}")
  private @Nullable String location;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Examine the targets of this model; repeatable. Default: of every model.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "ID",
      description = "Examine the targets with this id; repeatable. Default: every target.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--payload",
      paramLabel = "FILE|-",
      description = {
        "The body of a prediction to ask for; - reads it from standard input.",
        "One with contents goes to generateContent, one with messages to",
        "chat/completions. Default: nothing is asked for."
      })
  private @Nullable String payload;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      defaultValue = "5s",
      description =
          "The longest that each step may take, such as 500ms or 1m. Default: ${DEFAULT-VALUE}")
  private Duration timeout = Duration.ZERO;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    QuietLog credentials = new QuietLog("io.rhumb.gateway.credential");
    // The first handshake of a process takes its event loop long, which is nobody's concern here.
    QuietLog eventLoops = new QuietLog("io.vertx.core.impl.BlockedThreadChecker");
    Vertx vertx = ProcessLife.newVertx();
    try {
      StartConfig start = StartConfig.read(vertx, location, UnaryOperator.identity());
      requireTlsEngine();
      List<Subject> subjects = subjects(start.config());
      Payload asked = payload == null ? null : Payload.of(read(payload));
      Report report = examine(vertx, start, subjects, asked);
      print(report);
      return report.failed() ? 1 : 0;
    } catch (InvalidConfigException | StartupException failure) {
      return ProcessLife.report(failure, spec.commandLine().getErr());
    } finally {
      ProcessLife.await(vertx.close());
      credentials.close();
      eventLoops.close();
    }
  }

  private static void requireTlsEngine() {
    try {
      TlsEngine unused = TlsEngine.ofEnvironment();
    } catch (IllegalArgumentException wrong) {
      throw new StartupException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private Report examine(
      Vertx vertx, StartConfig start, List<Subject> subjects, @Nullable Payload asked) {
    GatewayConfig config = start.config();
    String source = start.reader().map(ConfigReader::name).orElse("environment");
    try (Credentials credentials = Credentials.create(config.metadataHost())) {
      Doctor doctor =
          new Doctor(vertx, config, credentials, InstantSource.system(), asked, timeout);
      return ProcessLife.await(doctor.examine(source, subjects, localRegion(vertx, config)));
    }
  }

  private Future<Optional<String>> localRegion(Vertx vertx, GatewayConfig config) {
    return LocalRegion.find(vertx, config.localRegion(), config.metadataHost())
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(Optional::of)
        .otherwise(Optional.empty());
  }

  private void print(Report report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ReportJson.of(report).encodePrettily());
    } else {
      out.print(ReportText.of(report));
    }
    out.flush();
  }

  /** Those that were chosen. */
  private List<Subject> subjects(GatewayConfig config) {
    for (String model : models) {
      requireKnown("--model", model, List.copyOf(config.models().keySet()));
    }
    List<Subject> subjects = new ArrayList<>();
    for (ModelConfig model : config.models().values()) {
      if (models.isEmpty() || models.contains(model.name())) {
        model.targets().forEach(target -> subjects.add(new Subject(model, target)));
      }
    }
    List<String> ids =
        subjects.stream().map(subject -> subject.target().id()).distinct().toList();
    targets.forEach(target -> requireKnown("--target", target, ids));
    subjects.removeIf(
        subject -> !targets.isEmpty() && !targets.contains(subject.target().id()));
    return subjects;
  }

  private static void requireKnown(String option, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new StartupException(
          option + ": " + value + " (expected: one of " + String.join(", ", known) + ")");
    }
  }

  private static Buffer read(String from) {
    try {
      if (from.equals("-")) {
        InputStream in = System.in;
        return Buffer.buffer(in.readAllBytes());
      }
      return Buffer.buffer(Files.readAllBytes(Path.of(from)));
    } catch (IOException unreadable) {
      throw new StartupException(
          "--payload: " + from + " (expected: a file that can be read, or -)", unreadable);
    }
  }

  /** As durations are written in the configuration. */
  static final class TimeConverter implements ITypeConverter<Duration> {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** Made by the command line. */
    TimeConverter() {}

    @Override
    public Duration convert(String text) {
      return Durations.parse(text)
          .filter(time -> !time.isZero() && time.compareTo(LONGEST) <= 0)
          .orElseThrow(() -> new TypeConversionException(
              text + " (expected: from 1ms to 1h, such as 500ms or 5s)"));
    }
  }
}
