package io.rhumb.gateway.generation;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;

/** Tells the operator of targets whose certificates nobody checks. */
public final class InsecureTrustWarning {

  private static final System.Logger LOG = System.getLogger(InsecureTrustWarning.class.getName());

  private InsecureTrustWarning() {}

  /** One line for each of them. */
  public static void log(GatewayConfig config) {
    for (ModelConfig model : config.models().values()) {
      for (TargetConfig target : model.targets()) {
        if (target.tls() && target.trust() instanceof InsecureTrust) {
          LOG.log(
              System.Logger.Level.WARNING,
              "models." + model.name() + ".targets." + target.id()
                  + ": trust is insecure: whoever sits on the way to it can read and change every prediction");
        }
      }
    }
  }
}
