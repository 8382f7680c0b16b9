package io.rhumb.rehearsal;

import io.rhumb.rehearsal.act.Act;
import io.rhumb.rehearsal.act.Acts;
import io.rhumb.rehearsal.act.Verdict;
import io.rhumb.rehearsal.network.Wan;
import io.rhumb.rehearsal.report.MarkdownReport;
import io.rhumb.rehearsal.report.VerdictText;
import io.rhumb.rehearsal.stage.GatewayImage;
import io.rhumb.rehearsal.stage.Model;
import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.stage.Stage;
import io.rhumb.rehearsal.traffic.Clients;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the rehearsal. */
@Command(
    name = "deploy/rehearsal/run",
    description = {
      "Plays a deployment of three regions on this machine, breaks parts of it, and judges what clients see.",
      "Needs root, and Debian's packages iproute2, haproxy, curl and socat."
    },
    mixinStandardHelpOptions = true,
    version = "The rehearsal has no version: it goes with the sources.",
    showDefaultValues = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every act passed",
      "1:some did not",
      "2:wrong usage",
      "3:the rehearsal itself broke",
      "75:some did not, but the machine was too busy with other things to tell",
      "77:skipped: this machine lacks a tool, or does not allow namespaces; one line says which"
    })
final class RehearsalCommand implements Callable<Integer> {

  static final int WRONG = 2;
  static final int BROKEN = 3;

  /** As sysexits.h has it: a failure for now. */
  private static final int INCONCLUSIVE = 75;

  /** Bounds the whole, whatever hangs: far more than all acts take. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** What is asked for before anything is judged. */
  private static final Model WARM_UP = new Model("warm-up", "local-first", 3);

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--acts",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      split = ",",
      paramLabel = "NAME",
      description = "Which to play, separated by commas; by default all.")
  private List<String> acts = new ArrayList<>();

  @Option(names = "--list", description = "Print the acts, and play none.")
  private boolean list;

  @Option(
      names = "--short",
      description =
          "Shorter acts, and without --acts only some of them: less than a minute in all.")
  private boolean brief;

  @Option(
      names = "--gateway",
      paramLabel = "FOLDER|JAR",
      defaultValue = "${sys:rehearsal.root}/gateway/target/rhumb.jar",
      description =
          "What gateways are started from: a jar, or a folder with the contents of the image.")
  private Path gateway = Path.of("");

  @Option(
      names = "--image",
      description =
          "Start gateways from what the image holds, assembled here first: its Java, options and"
              + " cache. Needs a JDK 25 or newer in JAVA_HOME.")
  private boolean assembled;

  @Option(
      names = "--stub",
      paramLabel = "JAR",
      defaultValue = "${sys:rehearsal.root}/gateway/target/rhumb.jar",
      description = "What stand-ins of Vertex AI are started from.")
  private Path stub = Path.of("");

  @Option(
      names = "--attempts",
      defaultValue = "3",
      description =
          "Attempts per request. With 1 there is no failover: then acts must fail, which shows that they can.")
  private int attempts;

  @Option(
      names = "--loss",
      defaultValue = "0.001",
      description = "The share of packets that is lost between regions.")
  private double loss;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "${sys:rehearsal.root}/deploy/rehearsal/target/rehearsal",
      description = "Where the report, its plots and the logs go.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (assembled && spec.commandLine().getParseResult().hasMatchedOption("--gateway")) {
      throw new ParameterException(
          spec.commandLine(), "--image: beside --gateway (expected: one of them)");
    }
    List<Act> program = program();
    if (list) {
      program.forEach(act -> out().println(act.name() + ": " + act.title()));
      return 0;
    }
    Watchdog.start(LIMIT, BROKEN);
    Path work = Files.createDirectories(out).toAbsolutePath();
    List<Model> models = new ArrayList<>(List.of(WARM_UP));
    program.forEach(act -> models.add(model(act)));
    try (Stage stage = new Stage(Wan.create(loss), image(), stub.toAbsolutePath(), work, models)) {
      return play(program, stage, work);
    }
  }

  private int play(List<Act> program, Stage stage, Path work) {
    say("rehearsal: starting " + Region.FIRST.size() + " regions; between them " + stage.network());
    stage.open();
    List<Verdict> verdicts = new ArrayList<>();
    try (Clients clients = new Clients(Region.FIRST)) {
      Rehearsal rehearsal = new Rehearsal(stage, clients, brief ? Pace.SHORT : Pace.FULL, !brief);
      rehearsal.warmUp(WARM_UP);
      for (Act act : program) {
        Verdict verdict = rehearsal.play(act, model(act));
        say(VerdictText.of(verdict));
        verdicts.add(verdict);
      }
    }
    Path report = MarkdownReport.write(work, stage.network(), verdicts);
    long passed = verdicts.stream().filter(Verdict::passed).count();
    say("rehearsal: " + passed + " of " + verdicts.size() + " acts passed; the report is "
        + report);
    return passed == verdicts.size() ? 0 : code(verdicts);
  }

  /** That somebody failed on a machine that had time counts more than that it had none for others. */
  private static int code(List<Verdict> verdicts) {
    boolean failed =
        verdicts.stream().anyMatch(verdict -> !verdict.passed() && !verdict.inconclusive());
    return failed ? 1 : INCONCLUSIVE;
  }

  private Model model(Act act) {
    return new Model(act.name(), act.strategy(), Math.min(attempts, act.attempts()));
  }

  private List<Act> program() {
    try {
      return acts.isEmpty() ? brief ? Acts.few() : Acts.all() : Acts.named(acts);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private GatewayImage image() {
    try {
      return GatewayImage.of(
          assembled ? Path.of(System.getProperty("rehearsal.image", "")) : gateway);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private void say(String text) {
    out().println(text);
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
