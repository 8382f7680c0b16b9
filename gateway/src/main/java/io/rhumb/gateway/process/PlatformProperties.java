package io.rhumb.gateway.process;

/** What Vert.x and Netty are told by system properties. */
public final class PlatformProperties {

  private PlatformProperties() {}

  /** To be called before a class of theirs is loaded. What the user has set stays. */
  public static void set() {
    // There are no web sockets here, so no handler for them needs to look at every request.
    System.setProperty("vertx.disableWebsockets", "true");
    // Netty's events for the flight recorder set it up at every start, recorded or not.
    setUnlessSet("io.netty.jfr.enabled", "false");
    // Direct memory that Netty allocates and counts itself: what exceeds its bound is refused at
    // once. The JDK collects all garbage first, and has the event loop wait for half a second. The
    // manifest of the jar opens what this takes.
    setUnlessSet("io.netty.tryReflectionSetAccessible", "true");
    // Its older allocator costs a tenth less for each request: an event loop allocates and frees
    // from a cache of its own.
    setUnlessSet("io.netty.allocator.type", "pooled");
    // Which would count, twice for each buffer and for all event loops together, what nobody asks
    // for.
    setUnlessSet("io.netty.trackPinnedMemory", "false");
  }

  static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
