package io.rhumb.gateway.config;

/**
 * What the top of the file says for every target.
 *
 * @param project the project
 * @param trust which certificates are believed
 * @param credential what a target is told of who calls
 */
record TargetDefaults(Project project, TrustConfig trust, CredentialConfig credential) {

  /** Reads them. */
  static TargetDefaults read(Section root, ReadContext context) {
    return new TargetDefaults(Project.read(root), trust(root, context), credential(root, context));
  }

  private static TrustConfig trust(Section root, ReadContext context) {
    return root.nodeOrDefault(Keys.TRUST, "")
        .map(new TrustReader(context)::read)
        .orElseGet(TrustConfig.SystemTrust::new);
  }

  private static CredentialConfig credential(Section root, ReadContext context) {
    return root.nodeOrDefault(Keys.CREDENTIAL, "")
        .map(new CredentialReader(context)::read)
        .orElseGet(CredentialConfig.ApplicationDefault::new);
  }

  /** Those of one target, where they are its own. */
  TargetDefaults overriddenBy(Section target, ReadContext context) {
    return new TargetDefaults(
        Project.read(target).or(project),
        target.node(Keys.TRUST).map(new TrustReader(context)::read).orElse(trust),
        target.node(Keys.CREDENTIAL).map(new CredentialReader(context)::read).orElse(credential));
  }
}
