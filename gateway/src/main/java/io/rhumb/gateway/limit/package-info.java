/** What one gateway may hold at once, whatever its clients do: counted over all event loops, without locks. */
package io.rhumb.gateway.limit;
