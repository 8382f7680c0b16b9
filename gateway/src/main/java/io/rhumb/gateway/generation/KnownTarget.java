package io.rhumb.gateway.generation;

import io.rhumb.engine.Target;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.target.BreakerAdmission;
import io.rhumb.gateway.upstream.UpstreamTarget;

/**
 * A target of a generation.
 *
 * @param target what is known of it
 * @param breaker decides for it
 * @param upstream how it is called
 */
record KnownTarget(
    TargetConfig config, Target target, BreakerAdmission breaker, UpstreamTarget upstream) {}
