/** The strategies that ship with the gateway. They are found and loaded as any third party's. */
package io.rhumb.strategy.builtin;
