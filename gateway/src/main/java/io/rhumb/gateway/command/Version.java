package io.rhumb.gateway.command;

import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/** The version of the jar that runs. */
public final class Version {

  private Version() {}

  /** The number alone; empty where there is no jar. Loads nothing of the parser, which a gateway starts without. */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "" : version;
  }

  /** Prints it. */
  public static final class Provider implements IVersionProvider {

    /** Made by the command line. */
    Provider() {}

    /** Has a command answer {@code --version} with it. */
    // Here, or the JVM would load the parser's type to verify the class that starts without it.
    public static void isToldBy(CommandSpec command) {
      command.versionProvider(new Provider());
    }

    @Override
    public String[] getVersion() {
      String version = number();
      return new String[] {"rhumb " + (version.isEmpty() ? "(not packaged)" : version)};
    }
  }
}
