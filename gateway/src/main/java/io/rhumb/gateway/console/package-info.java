/**
 * The console: one page that an engineer on call reads at a glance. {@link io.rhumb.gateway.console.TrafficHistory} is told of every request and
 * keeps the last five minutes of them as counts; {@link io.rhumb.gateway.console.ConsoleFeed} tells whoever watches how things stand, twice a
 * second, as server-sent events; {@link io.rhumb.gateway.console.ConsoleRoute} serves the page that draws it. Nothing here changes anything.
 */
package io.rhumb.gateway.console;
