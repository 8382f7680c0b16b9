package io.rhumb.gateway;

import io.rhumb.gateway.command.ExitCodes;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a gateway until it is told to end. */
@Command(
    name = "gateway",
    description = "Runs a gateway until SIGTERM.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:it was told to end, and did",
      "1:not everything stopped in time",
      "2:wrong usage, or it cannot start"
    },
    footer = {
      "",
      "Without --config and RHUMB_CONFIG, the environment of the reference service is the configuration:",
      "VERTEX_PROJECT_ID, PRIMARY_IP, PRIMARY_REGION, PRIMARY_ID, BACKUP_IP, BACKUP_REGION, BACKUP_ID, PORT;",
      "RHUMB_TRUST (a PEM file, or system) has certificates verified then. PORT goes before server.port of a file, too.",
      "",
      "RHUMB_TRANSPORT names how sockets are driven: epoll, nio or io_uring. Default: epoll where it can be loaded, on Linux, else nio.",
      "GOOGLE_APPLICATION_CREDENTIALS names the file of application-default credentials, and goes before any metadata server;",
      "GCE_METADATA_HOST names another metadata server, where metadata-host of the configuration does not.",
      "GOOGLE_CLOUD_QUOTA_PROJECT names the quota project of application-default credentials.",
      "RHUMB_TLS names what computes TLS to targets: boringssl or jdk. Default: boringssl, which large bodies cost less with, where it can be loaded, else jdk.",
      "",
      "Examples:",
      "  rhumb gateway --config conf/gateway.yaml",
      "  rhumb gateway --config conf/gateway.yaml --port 8081 --management-port 9091"
    })
final class GatewayCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE|FOLDER|URL",
      description = {
        "The configuration: a YAML file, a folder of which each .yaml and .yml file counts, or an http(s) URL.",
        "Looked at again while the gateway runs: what changes is taken over.",
        "Default: the environment variable RHUMB_CONFIG."
      },
      defaultValue = "${env:RHUMB_CONFIG}")
  private @Nullable String location;

  @Option(
      names = "--port",
      description = "The port of the predict API, instead of the configured one.")
  private @Nullable Integer port;

  @Option(
      names = "--management-port",
      description = "The operator's port, instead of the configured one.")
  private @Nullable Integer managementPort;

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    return GatewayRun.run(arguments(), line.getOut(), line.getErr());
  }

  /** What the command line says, once it is parsed. */
  GatewayArguments arguments() {
    return new GatewayArguments(location, port, managementPort);
  }
}
