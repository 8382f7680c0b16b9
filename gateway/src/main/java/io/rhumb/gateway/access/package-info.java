/**
 * Who may call: anybody, whoever has an API key, or whoever has an ID token that Google signed for them. Judged by the head of a request
 * alone, before anything of it is read or looked up.
 *
 * <p>A credential is used to be compared, and for nothing else: it is in no message, log or metric, and never sent on.
 */
package io.rhumb.gateway.access;
