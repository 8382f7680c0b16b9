/**
 * The official SDKs as their users run them, against the packaged gateway: only their base URL is another. Everything
 * is started as processes and seen over HTTP; nothing here knows the gateway's classes.
 */
package io.rhumb.clients;
