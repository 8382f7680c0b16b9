package io.rhumb.gateway.process;

import io.rhumb.gateway.config.LogsConfig;
import io.rhumb.gateway.log.JsonLogFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets up java.util.logging, which Vert.x and the gateway log to: one line each, on standard error. */
public final class Logging {

  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";
  private static final String MANAGER = "java.util.logging.manager";
  private static final String FILE = "java.util.logging.config.file";

  private Logging() {}

  /** To be called before the first logger is made. What the user has set stays. */
  public static void configure() {
    PlatformProperties.setUnlessSet(FORMAT, "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
    PlatformProperties.setUnlessSet(MANAGER, LastingLogManager.class.getName());
    if (Noise.HTTP2_DECODER.getLevel() == null) {
      Noise.HTTP2_DECODER.setLevel(Level.WARNING);
    }
  }

  /** Whether lines of that format are JSON here. */
  public static boolean json(LogsConfig.Format format) {
    return switch (format) {
      case AUTO -> !Terminal.attached();
      case JSON -> true;
      case TEXT -> false;
    };
  }

  /** From now on, what goes to standard error has that format. Whoever has configured java.util.logging knows better. */
  public static void use(LogsConfig.Format format) {
    if (json(format) && System.getProperty(FILE) == null) {
      for (Handler handler : Logger.getLogger("").getHandlers()) {
        if (handler instanceof ConsoleHandler) {
          handler.setFormatter(new JsonLogFormatter());
        }
      }
    }
  }

  /** Not to be loaded before the log manager is set. Kept, since a logger that nobody holds forgets its level. */
  private static final class Noise {

    /** Netty tells of each answer that still comes once its stream has been given up, as that of each loser of a hedge may. */
    static final Logger HTTP2_DECODER =
        Logger.getLogger("io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder");
  }
}
