package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assertions;

/** Whether a gateway would find the provider and could make it. */
final class RegistrationPoint {

  private static final String SERVICES =
      "META-INF/services/" + RoutingStrategyProvider.class.getName();

  private RegistrationPoint() {}

  static void check(RoutingStrategyProvider provider) {
    Class<?> type = provider.getClass();
    if (!Modifier.isPublic(type.getModifiers()) || !hasPublicConstructor(type)) {
      Assertions.fail(type.getName() + ": cannot be made by the gateway (expected: a public class"
          + " with a public constructor without parameters)");
    }
    if (!provider.name().equals(provider.name())) {
      Assertions.fail("name: " + provider.name() + " (expected: the same at every call)");
    }
    if (!registered(type)) {
      Assertions.fail(SERVICES + ": no " + type.getName()
          + " (expected: a line with that name, in the" + " resources of the jar)");
    }
  }

  private static boolean hasPublicConstructor(Class<?> type) {
    return Arrays.stream(type.getConstructors())
        .anyMatch(constructor -> constructor.getParameterCount() == 0);
  }

  private static boolean registered(Class<?> type) {
    try {
      return ServiceLoader.load(RoutingStrategyProvider.class, type.getClassLoader()).stream()
          .anyMatch(found -> found.type() == type);
    } catch (ServiceConfigurationError error) {
      throw new AssertionError(SERVICES + ": " + error.getMessage(), error);
    }
  }
}
