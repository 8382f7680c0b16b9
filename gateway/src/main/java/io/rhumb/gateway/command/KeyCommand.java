package io.rhumb.gateway.command;

import io.rhumb.gateway.access.Sha256;
import io.rhumb.gateway.config.AccessConfig;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an API key. It is printed once and kept nowhere. */
@Command(
    name = "key",
    description = "Makes a random API key, and prints it with its hash.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {"0:done", "2:wrong usage"},
    footer = {
      "",
      "The key is for the client, and is shown this once. The hash is for the configuration:",
      "",
      "  access:",
      "    keys:",
      "      - {id: shop, sha256: HASH}",
      "",
      "Example:",
      "  rhumb key --id shop"
    })
public final class KeyCommand implements Callable<Integer> {

  private static final int BYTES = 32;

  private final RandomGenerator random;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  @Option(
      names = "--id",
      description = "What metrics and messages call the key. Default: ${DEFAULT-VALUE}",
      defaultValue = "my-client")
  private String id = "";

  /** Made by the command line. */
  KeyCommand() {
    this(new SecureRandom());
  }

  /** With chance as told. */
  KeyCommand(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Integer call() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String key =
        AccessConfig.KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    String hash = Sha256.of(key).hex();
    var out = spec.commandLine().getOut();
    out.println("key:    " + key);
    out.println("config: - {id: " + id + ", sha256: " + hash + "}");
    return 0;
  }
}
