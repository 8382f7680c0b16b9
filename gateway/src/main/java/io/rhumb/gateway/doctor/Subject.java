package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.TargetConfig;

/**
 * What is examined.
 *
 * @param model whose target it is
 * @param target the target
 */
public record Subject(ModelConfig model, TargetConfig target) {

  /** As shown. */
  String name() {
    return model.name() + " / " + target.id();
  }
}
