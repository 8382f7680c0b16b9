/**
 * Tests of what is shipped: the jar, the launcher, the commands of the documentation, each run as a process of its
 * own, by no other means than its users have. They run after the packaging (Maven's {@code integration-test} phase).
 */
package io.rhumb.gateway.packaged;
