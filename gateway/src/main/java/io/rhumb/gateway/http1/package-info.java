/** Messages of HTTP/1 on their way to a socket, of clients and of targets alike. */
package io.rhumb.gateway.http1;
