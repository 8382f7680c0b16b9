/**
 * Examines the targets of a configuration, one step after the other, as the gateway would call them: {@code rhumb
 * doctor}.
 *
 * <p>A step makes a {@link io.rhumb.gateway.doctor.Finding}, which says what was seen. What it means, and what to do,
 * is told by {@link io.rhumb.gateway.doctor.Symptoms} once all targets are examined, since some mistakes show only
 * where one target is compared with the others. Nothing here keeps or shows a secret.
 */
package io.rhumb.gateway.doctor;
