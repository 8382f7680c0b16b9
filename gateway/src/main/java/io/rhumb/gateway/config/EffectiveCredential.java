package io.rhumb.gateway.config;

import java.util.Map;

/** A credential as it is in force: where it is, never what it is. */
final class EffectiveCredential {

  private EffectiveCredential() {}

  static Object of(CredentialConfig credential) {
    if (credential instanceof CredentialConfig.NoCredential) {
      return "none";
    }
    if (credential instanceof CredentialConfig.TokenFile file) {
      return Map.of(Keys.TOKEN_FILE.name(), file.path().toString());
    }
    Map<String, Object> header = header(credential);
    return header.isEmpty() ? "application-default" : Map.of(Keys.HEADER.name(), header);
  }

  /** Empty if it is not in a header of its own. */
  static Map<String, Object> header(CredentialConfig credential) {
    if (credential instanceof CredentialConfig.HeaderFromEnvironment header) {
      return header(header.name(), Keys.HEADER_ENV, header.variable());
    }
    if (credential instanceof CredentialConfig.HeaderFromFile header) {
      return header(header.name(), Keys.HEADER_FILE, header.path().toString());
    }
    return Map.of();
  }

  private static Map<String, Object> header(String name, Key where, String place) {
    return new Entries().put(Keys.HEADER_NAME, name).put(where, place).map();
  }
}
