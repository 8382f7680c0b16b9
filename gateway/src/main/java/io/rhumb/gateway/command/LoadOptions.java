package io.rhumb.gateway.command;

import io.rhumb.gateway.config.Durations;
import io.rhumb.gateway.load.Arrivals;
import io.rhumb.gateway.load.LoadHeader;
import io.rhumb.gateway.load.LoadPlan;
import io.rhumb.gateway.load.LoadTarget;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What a person says about the load: in the end, a plan. */
final class LoadOptions {

  /** What the model of the demo takes. */
  private static final String BODY = "{\"instances\":[[1.0],[2.0],[3.0]]}";

  private static final String URL = "http://127.0.0.1:8080/predict";

  /** Over HTTP/2 a connection carries many requests at once: a guess at the pool of a busy client. */
  private static final int HTTP2_CONNECTIONS = 4;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "Requests in a second.")
  private double rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "For how long, such as 60s or 5m.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description =
          "For how long the rate grows before that, without being counted; 0s: not at all.")
  private Duration warmUp = Duration.ZERO;

  @ArgGroup
  private Pattern pattern = new Pattern();

  @ArgGroup
  private Where where = new Where();

  @Option(
      names = "--body",
      paramLabel = "FILE|-|JSON",
      showDefaultValue = Visibility.NEVER,
      defaultValue = BODY,
      description =
          "What to post: a file, - for standard input, or JSON as it is. Default: what the demo's model takes.")
  private String body = "";

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      showDefaultValue = Visibility.NEVER,
      description =
          "A header of each request; repeatable. Without a content-type, that is application/json.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "After that a request is given up.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--max-in-flight",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Requests at once. One that would be more is not sent, and counted as such.")
  private int maxInFlight;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description =
          "At the most. Over HTTP/1.1 that bounds the requests at once too. Default: as many as requests at once;"
              + " with --http2, " + HTTP2_CONNECTIONS + ".")
  private @Nullable Integer connections;

  @Option(
      names = "--http2",
      description = "Speak HTTP/2: over plain TCP at once, over TLS if the server agrees.")
  private boolean http2;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the chance in --poisson.")
  private long seed;

  /** Made by the command line. */
  LoadOptions() {}

  /**
   * The plan. Blocks if a file is read.
   *
   * @throws IllegalArgumentException if something makes no sense, in words for the person at the terminal
   * @throws io.rhumb.gateway.process.StartupException if the body cannot be read
   */
  LoadPlan plan(InputStream standardInput) {
    return new LoadPlan(
        LoadTarget.parse(where.url()),
        headers.stream().map(LoadHeader::parse).toList(),
        LoadBody.read(body, standardInput),
        pattern.arrivals(),
        rate,
        duration,
        warmUp,
        timeout,
        connections(),
        maxInFlight,
        http2,
        seed);
  }

  private int connections() {
    if (connections != null) {
      return connections;
    }
    return http2 ? HTTP2_CONNECTIONS : maxInFlight;
  }

  /** How requests are spread. */
  static final class Pattern {

    @Option(
        names = "--steady",
        description = "Requests are due at equal distances; that is the default.")
    private boolean steady;

    @Option(
        names = "--poisson",
        description = "Requests are due at random, as those of many clients are.")
    private boolean poisson;

    /** Made by the command line. */
    Pattern() {}

    Arrivals arrivals() {
      return poisson && !steady ? Arrivals.POISSON : Arrivals.STEADY;
    }
  }

  /** Where to send. */
  static final class Where {

    @Parameters(
        arity = "0..1",
        paramLabel = "URL",
        description = "Where to post to. Default: " + URL)
    private @Nullable String parameter;

    @Option(names = "--url", paramLabel = "URL", description = "The same, as an option.")
    private @Nullable String option;

    /** Made by the command line. */
    Where() {}

    String url() {
      if (parameter != null) {
        return parameter;
      }
      return option == null ? URL : option;
    }
  }

  /** Reads {@code 500ms}, {@code 60s}, {@code 5m}. */
  static final class DurationConverter implements ITypeConverter<Duration> {

    /** Made by the command line. */
    DurationConverter() {}

    @Override
    public Duration convert(String text) {
      return Durations.parse(text)
          .orElseThrow(() -> new TypeConversionException(
              text + " (expected: a duration, such as 500ms, 60s or 5m)"));
    }
  }
}
