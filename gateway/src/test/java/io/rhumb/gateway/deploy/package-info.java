/** What lies under {@code deploy/} is right, as far as that can be told without a cloud. */
package io.rhumb.gateway.deploy;
