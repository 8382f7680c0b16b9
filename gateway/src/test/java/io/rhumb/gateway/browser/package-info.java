/** A real browser: Debian's chromium, driven over the WebDriver protocol. */
package io.rhumb.gateway.browser;
