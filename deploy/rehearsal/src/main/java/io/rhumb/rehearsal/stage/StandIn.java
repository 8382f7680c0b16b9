package io.rhumb.rehearsal.stage;

import io.rhumb.rehearsal.network.Eventually;
import io.rhumb.rehearsal.network.Host;
import io.rhumb.rehearsal.network.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A region's stand-in of Vertex AI: {@code rhumb stub}, as strict as it comes. For one thread. */
public final class StandIn {

  private static final int CONTROL_PORT = 8444;
  private static final double QUICK_SECONDS = 0.1;

  private final Region region;
  private final Host host;
  private final Path jar;
  private final Certificate certificate;
  private final Path log;
  private @Nullable Child process;

  StandIn(Region region, Host host, Path jar, Certificate certificate, Path log) {
    this.region = region;
    this.host = host;
    this.jar = jar;
    this.certificate = certificate;
    this.log = log;
  }

  /** Starts it; see {@link #awaitStart}. */
  public void start() {
    process = Child.start(host, command(), log);
  }

  /** Blocks until it serves, as quickly as what it stands for: the first handshakes take a cold process a second and more. */
  public void awaitStart() {
    Eventually.holds("stand-in of " + region.name(), () -> Http.isOk(control("fault")));
    Eventually.holds(
        "stand-in of " + region.name() + ": a handshake within " + QUICK_SECONDS + " s",
        () -> handshakeSeconds() <= QUICK_SECONDS);
  }

  private double handshakeSeconds() {
    return Double.parseDouble(Tool.run(
        "curl",
        "-sk",
        "-o",
        "/dev/null",
        "-w",
        "%{time_appconnect}",
        "--resolve",
        region.pscName() + ":443:" + region.standInOperatorAddress(),
        "https://" + region.pscName() + "/"));
  }

  /** SIGKILL: from now on connections are refused. */
  public void kill() {
    Child running = process;
    if (running != null) {
      running.kill();
    }
  }

  /** Requests are struck by this from now on: JSON, as its control API has it. */
  public void fault(String json) {
    Http.put(control("fault"), json);
  }

  /** Well again. */
  public void heal() {
    Http.delete(control("fault"));
  }

  private String control(String path) {
    return "http://" + region.standInOperatorAddress() + ":" + CONTROL_PORT + "/" + path;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of(Java.tool("java")));
    command.addAll(Java.MODEST);
    command.addAll(List.of("-jar", jar.toString(), "stub", "--region", region.name()));
    command.addAll(List.of("--endpoint", region.endpoint(), "--token", GatewayConfig.TOKEN));
    command.addAll(List.of("--project", GatewayConfig.PROJECT));
    command.addAll(List.of("--project-number", GatewayConfig.PROJECT_NUMBER));
    command.addAll(List.of("--host", "0.0.0.0", "--port", "443"));
    command.addAll(List.of("--control-port", String.valueOf(CONTROL_PORT)));
    command.addAll(List.of("--certificate", certificate.certificate().toString()));
    command.addAll(List.of("--key", certificate.key().toString()));
    command.addAll(List.of("--service-time", "5ms", "--seed", String.valueOf(region.number())));
    return command;
  }
}
