package io.rhumb.gateway.config;

import java.nio.file.Path;
import java.util.Objects;

/** What a target is told of who calls. */
public sealed interface CredentialConfig {

  /** Nothing. */
  record NoCredential() implements CredentialConfig {}

  /** A Google access token from the application-default credentials, for the scope {@code cloud-platform}. */
  record ApplicationDefault() implements CredentialConfig {}

  /**
   * A bearer token that somebody else keeps fresh in a file.
   *
   * @param path the file; read again when it changes
   */
  record TokenFile(Path path) implements CredentialConfig {

    /** Refuses null. */
    public TokenFile {
      Objects.requireNonNull(path, "path");
    }
  }

  /**
   * A header of one's own, whose value comes from an environment variable.
   *
   * @param name the header
   * @param variable the variable
   */
  record HeaderFromEnvironment(String name, String variable) implements CredentialConfig {

    /**
     * Refuses a name that the gateway sets itself or that no header can have.
     *
     * @throws IllegalArgumentException if it is such a name
     */
    public HeaderFromEnvironment {
      Values.check(HeaderNames.allowed(name), "name", name, HeaderNames.EXPECTED);
      Values.checkText("variable", variable);
    }
  }

  /**
   * A header of one's own, whose value comes from a file.
   *
   * @param name the header
   * @param path the file; read again when it changes
   */
  record HeaderFromFile(String name, Path path) implements CredentialConfig {

    /**
     * Refuses a name that the gateway sets itself or that no header can have.
     *
     * @throws IllegalArgumentException if it is such a name
     */
    public HeaderFromFile {
      Values.check(HeaderNames.allowed(name), "name", name, HeaderNames.EXPECTED);
      Objects.requireNonNull(path, "path");
    }
  }
}
