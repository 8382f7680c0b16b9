/**
 * What targets are told of who calls. Tokens are fetched and files are read off the event loops, ahead of need; an event loop
 * only looks at what is there.
 */
package io.rhumb.gateway.credential;
