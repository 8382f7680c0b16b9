/** JMH benchmarks of what every request pays for. Build: {@code mvn -q -B package -pl bench -am -DskipTests}. */
package io.rhumb.bench;
