/** What the gateway knows of its targets: where its own region is, and whether a target's breaker lets attempts through. */
package io.rhumb.gateway.target;
