package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.testkit.broken.Sound;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract of whichever strategy the run is configured for. No test of this build by itself. */
@ExtendWith(AnyContract.Configured.class)
final class AnyContract extends StrategyContractTest {

  /** The configuration parameter that names the provider's class. */
  static final String PROVIDER = "provider";

  private final Sound provider;

  AnyContract(Sound provider) {
    this.provider = provider;
  }

  @Override
  protected RoutingStrategyProvider provider() {
    return provider;
  }

  @Override
  protected boolean adaptive() {
    return provider.adaptive();
  }

  static final class Configured implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Sound.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      String name = context.getConfigurationParameter(PROVIDER).orElseThrow();
      try {
        return Class.forName(name).getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
