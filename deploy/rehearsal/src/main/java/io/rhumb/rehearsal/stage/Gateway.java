package io.rhumb.rehearsal.stage;

import io.rhumb.rehearsal.network.Eventually;
import io.rhumb.rehearsal.network.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A region's gateway: one instance. For one thread. */
public final class Gateway {

  private static final Pattern GENERATION = Pattern.compile("\"generation\":(\\d+)");

  private final Region region;
  private final Host host;
  private final GatewayImage image;
  private final Path folder;
  private final Path log;
  private @Nullable Child process;

  /** Not started; its configuration goes into the folder. */
  Gateway(Region region, Host host, GatewayImage image, Path folder, Path log) {
    this.region = region;
    this.host = host;
    this.image = image;
    this.folder = folder;
    this.log = log;
  }

  /** Starts it; see {@link #awaitReady}. */
  public void start() {
    process =
        Child.start(host, image.command(List.of("gateway", "--config", config().toString())), log);
  }

  /** Blocks until it says that it is ready. */
  public void awaitReady() {
    Eventually.holds("gateway of " + region.name(), () -> Http.isOk(operator("health/ready")));
  }

  /** SIGKILL. */
  public void kill() {
    running().kill();
  }

  /**
   * SIGTERM, as Cloud Run sends it. Blocks until it is gone.
   *
   * @return its exit code
   */
  public int terminate() {
    return running().terminate();
  }

  /** Whether its process lives. */
  public boolean isAlive() {
    return running().isAlive();
  }

  /** Puts a configuration there, whole at once. A gateway that runs notices. */
  public void configure(String yaml) {
    try {
      Path next = Files.writeString(folder.resolve("next"), yaml);
      Files.move(next, config(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many configurations it has taken over. */
  public int generation() {
    Matcher matcher = GENERATION.matcher(configuration());
    if (!matcher.find()) {
      throw new IllegalStateException("no generation in " + configuration());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Blocks until it has taken over so many configurations. */
  public void awaitGeneration(int generation) {
    Eventually.holds(
        "generation " + generation + " in " + region.name(), () -> generation() >= generation);
  }

  /** Blocks until it has refused what is there. */
  public void awaitRefusal() {
    Eventually.holds(
        "refusal in " + region.name(), () -> configuration().contains("\"refused\":true"));
  }

  /**
   * Whether it lets a model's requests go to a target, as its operator's port says: {@code admitted}, {@code breaker-open} and so on.
   *
   * @return empty if there is no such target
   */
  public String availability(Model model, Region target) {
    Matcher matcher = Pattern.compile("\"%s\":\\[[^]]*\"id\":\"%s\"[^}]*\"availability\":\"([^\"]*)"
            .formatted(model.name(), target.name()))
        .matcher(Http.get(operator("targets")).replaceAll("\\s", ""));
    return matcher.find() ? matcher.group(1) : "";
  }

  private String configuration() {
    return Http.get(operator("config")).replaceAll("\\s", "");
  }

  private Path config() {
    return folder.resolve("gateway.yaml");
  }

  private String operator(String path) {
    return "http://" + region.gatewayOperatorAddress() + ":" + GatewayConfig.MANAGEMENT_PORT + "/"
        + path;
  }

  private Child running() {
    Child running = process;
    if (running == null) {
      throw new IllegalStateException("gateway of " + region.name() + ": not started");
    }
    return running;
  }
}
