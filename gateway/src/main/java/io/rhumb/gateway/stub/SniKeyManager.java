package io.rhumb.gateway.stub;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Has a certificate only for clients that ask for one of its names. A missing or a strange SNI thus fails the handshake; an
 * {@link javax.net.ssl.SNIMatcher} would let a missing one pass.
 */
final class SniKeyManager extends X509ExtendedKeyManager {

  private final X509ExtendedKeyManager keys;
  private final Set<String> names;

  SniKeyManager(X509ExtendedKeyManager keys, Set<String> names) {
    this.keys = keys;
    this.names = names;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal[] issuers, SSLEngine engine) {
    return engine.getHandshakeSession() instanceof ExtendedSSLSession session
            && session.getRequestedServerNames().stream().anyMatch(this::accepts)
        ? keys.chooseEngineServerAlias(keyType, issuers, engine)
        : null;
  }

  private boolean accepts(SNIServerName name) {
    return name instanceof SNIHostName host && names.contains(host.getAsciiName());
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
    return keys.getServerAliases(keyType, issuers);
  }

  @Override
  public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return keys.getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return keys.getPrivateKey(alias);
  }
}
