/**
 * The routing SPI of Rhumb: what a team compiles its own strategy against. It depends on the JDK alone.
 *
 * @uses io.rhumb.strategy.RoutingStrategyProvider
 */
module io.rhumb.strategy {
  exports io.rhumb.strategy;

  uses io.rhumb.strategy.RoutingStrategyProvider;
}
