package io.rhumb.gateway.access;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Judges ID tokens: first who signed them, then what they claim. */
final class IdTokens {

  /** Requests that may wait for keys at once. They count as nothing else yet, so they need a bound of their own; a guess. */
  private static final int MOST_WAITING = 256;

  private final SigningKeys keys;
  private final ClaimsPolicy policy;
  private final AtomicInteger waiting = new AtomicInteger();

  IdTokens(SigningKeys keys, ClaimsPolicy policy) {
    this.keys = keys;
    this.policy = policy;
  }

  /** Completes at once if the key that signed it is known, else when the issuer has been asked. Never fails. */
  Future<Verdict> judge(Credential token) {
    KeySet known = keys.current();
    Claims verified = known.verified(token);
    if (verified != null) {
      return Future.succeededFuture(policy.judge(verified));
    }
    String keyId = TokenHead.keyId(token.text());
    if (keyId == null) {
      return Future.succeededFuture(Denial.BAD_CREDENTIAL);
    }
    return known.has(keyId)
        ? Future.succeededFuture(judge(token, known))
        : judgeLater(token, keyId);
  }

  private Future<Verdict> judgeLater(Credential token, String keyId) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.succeededFuture(unknown(keys.current()));
    }
    return keys.fetch().transform(asked -> {
      waiting.decrementAndGet();
      KeySet now = keys.current();
      return Future.succeededFuture(now.has(keyId) ? judge(token, now) : unknown(now));
    });
  }

  /** Where there are no keys at all, the token may be as good as any. */
  private static Verdict unknown(KeySet keys) {
    return keys.isEmpty() ? Denial.KEYS_UNAVAILABLE : Denial.BAD_CREDENTIAL;
  }

  private Verdict judge(Credential token, KeySet with) {
    Claims claims = with.verify(token);
    if (claims == null) {
      return Denial.BAD_CREDENTIAL;
    }
    Verdict verdict = policy.judge(claims);
    // With tokens that are not for us anybody could push out those that are.
    if (verdict instanceof Caller) {
      with.remember(token, claims);
    }
    return verdict;
  }
}
