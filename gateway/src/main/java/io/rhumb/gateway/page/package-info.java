/** Memory for long bodies of HTTP/1.1, outside of the heap, that serves one body after the other. */
package io.rhumb.gateway.page;
