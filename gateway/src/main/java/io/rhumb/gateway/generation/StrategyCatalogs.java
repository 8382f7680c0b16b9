package io.rhumb.gateway.generation;

import io.rhumb.engine.ShadowListener;
import io.rhumb.engine.ShadowProvider;
import io.rhumb.engine.StrategyCatalog;
import java.util.List;

/** The strategies that come with the gateway. */
public final class StrategyCatalogs {

  private StrategyCatalogs() {}

  /**
   * Those on the gateway's own class path, and {@code shadow}.
   *
   * @param listener hears of the differences that shadows find
   */
  public static StrategyCatalog builtIn(ShadowListener listener) {
    return StrategyCatalog.ofLoader(StrategyCatalogs.class.getClassLoader())
        .with(List.of(new ShadowProvider(listener)));
  }
}
