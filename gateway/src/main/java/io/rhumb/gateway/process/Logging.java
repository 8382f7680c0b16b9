package io.rhumb.gateway.process;

import io.rhumb.gateway.config.LogsConfig;
import io.rhumb.gateway.log.AsyncHandler;
import io.rhumb.gateway.log.JsonLogFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sets up java.util.logging, which Vert.x and the gateway log to: one line each, on standard error.
 * Where a file configures it, its handlers stay as they are.
 */
public final class Logging {

  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";
  private static final String MANAGER = "java.util.logging.manager";
  private static final String FILE = "java.util.logging.config.file";

  private Logging() {}

  /**
   * To be called before the first logger is made, and once. What the user has set stays. From now on
   * whoever logs never waits for standard error, and a process that exits writes first what it has
   * logged; one that halts is to call {@link #flush}.
   */
  public static void configure() {
    PlatformProperties.setUnlessSet(FORMAT, "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
    PlatformProperties.setUnlessSet(MANAGER, LastingLogManager.class.getName());
    if (Noise.HTTP2_DECODER.getLevel() == null) {
      Noise.HTTP2_DECODER.setLevel(Level.WARNING);
    }
    if (System.getProperty(FILE) == null) {
      writeAsynchronously();
    }
  }

  /** Waits until what was logged is written, for a second at the most. */
  public static void flush() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      if (handler instanceof AsyncHandler) {
        handler.flush();
      }
    }
  }

  /** The JDK's handler has event loops wait, for each other too, once nobody reads what it writes. */
  private static void writeAsynchronously() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        root.addHandler(AsyncHandler.inPlaceOf(handler, System.err));
        root.removeHandler(handler);
      }
    }
    Runtime.getRuntime().addShutdownHook(new Thread(Logging::flush, "rhumb-flush"));
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
        if (handler instanceof AsyncHandler || handler instanceof ConsoleHandler) {
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
