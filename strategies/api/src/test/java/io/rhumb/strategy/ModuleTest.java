package io.rhumb.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a plug-in team gets when it compiles against this module. */
final class ModuleTest {

  private final ModuleDescriptor module = compiled();

  private static ModuleDescriptor compiled() {
    try {
      Path classes = Path.of(
          RoutePlan.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ModuleFinder.of(classes)
          .find("io.rhumb.strategy")
          .map(ModuleReference::descriptor)
          .orElseThrow();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void module_requiresTheJdkAlone() {
    assertThat(module.requires())
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactly("java.base");
  }

  @Test
  void module_exportsTheSpi_andNothingElse() {
    assertThat(module.exports())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactly("io.rhumb.strategy");
    assertThat(module.isOpen()).isFalse();
    assertThat(module.isAutomatic()).isFalse();
  }

  @Test
  void module_findsProviders() {
    assertThat(module.uses()).containsExactly(RoutingStrategyProvider.class.getName());
  }
}
