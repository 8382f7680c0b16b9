package io.rhumb.gateway.config;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * Which ID tokens are accepted.
 *
 * @param audience of which a token must be made for one; at least one
 * @param principals who may call, in lower case: an address, or {@code *@domain}; at least one
 * @param issuer who must have made the token
 * @param keysUrl where the keys are that it signs with: a JSON Web Key Set (RFC 7517, section 5)
 */
public record IdTokensConfig(
    List<String> audience, List<String> principals, String issuer, URI keysUrl) {

  /**
   * Copies the lists and refuses what cannot be.
   *
   * @throws IllegalArgumentException if there is no audience, nobody who may call, or keys would come over a network that
   *     anybody can write to
   */
  public IdTokensConfig {
    audience = List.copyOf(audience);
    principals = List.copyOf(principals);
    Values.check(!audience.isEmpty(), "audience", audience, "at least one");
    Values.check(!principals.isEmpty(), "principals", principals, "at least one");
    principals.forEach(principal ->
        Values.check(Principals.isOne(principal), "principals", principal, Principals.EXPECTED));
    Values.checkText("issuer", issuer);
    Objects.requireNonNull(keysUrl, "keysUrl");
    Values.check(KeysUrl.allowed(keysUrl), "keysUrl", keysUrl, KeysUrl.EXPECTED);
  }
}
