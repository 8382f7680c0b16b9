package io.rhumb.gateway.stub;

/** By which of its names, and so over which front end, a region is asked. */
enum Entrance {
  /** The shared public name: everything is served. */
  PUBLIC,
  /** The public name of one endpoint: that endpoint is served. */
  DEDICATED,
  /** Private Service Connect: what a deployed model's own server answers. */
  PRIVATE
}
