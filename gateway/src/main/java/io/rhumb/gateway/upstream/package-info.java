/**
 * How one call of one target is made: which connection, which headers, which credential, and what its end means. Knows nothing of
 * plans or models.
 */
package io.rhumb.gateway.upstream;
