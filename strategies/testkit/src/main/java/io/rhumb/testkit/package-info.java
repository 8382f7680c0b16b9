/**
 * What a team tests its own strategy with. {@link io.rhumb.testkit.StrategyContractTest} is the class to extend; the fakes
 * ({@link io.rhumb.testkit.FakeTarget}, {@link io.rhumb.testkit.FakeTargets}, {@link io.rhumb.testkit.FakeRequest}, {@link
 * io.rhumb.testkit.FakeAttempt}, {@link io.rhumb.testkit.TestEnvironment}) are for tests of its own.
 */
package io.rhumb.testkit;
