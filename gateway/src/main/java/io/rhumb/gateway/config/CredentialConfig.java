package io.rhumb.gateway.config;

import java.nio.file.Path;

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
  record TokenFile(Path path) implements CredentialConfig {}

  /**
   * A header of one's own, whose value comes from an environment variable.
   *
   * @param name the header
   * @param variable the variable
   */
  record HeaderFromEnvironment(String name, String variable) implements CredentialConfig {}

  /**
   * A header of one's own, whose value comes from a file.
   *
   * @param name the header
   * @param path the file; read again when it changes
   */
  record HeaderFromFile(String name, Path path) implements CredentialConfig {}
}
