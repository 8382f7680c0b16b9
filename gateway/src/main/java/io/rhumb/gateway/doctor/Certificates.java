package io.rhumb.gateway.doctor;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a server showed of itself.
 *
 * @param names whom it is for: DNS names and addresses
 * @param begins when all of it is valid
 * @param ends when the first of it ends
 */
record Certificates(List<String> names, Instant begins, Instant ends) {

  /** RFC 5280, section 4.2.1.6. */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

  static Certificates of(X509Certificate[] chain) {
    return new Certificates(
        names(chain[0]),
        Arrays.stream(chain)
            .map(one -> one.getNotBefore().toInstant())
            .max(Comparator.naturalOrder())
            .orElseThrow(),
        Arrays.stream(chain)
            .map(one -> one.getNotAfter().toInstant())
            .min(Comparator.naturalOrder())
            .orElseThrow());
  }

  /** Whether it is for that name; a star stands for the first part of a name (RFC 9525, section 6.3). */
  boolean covers(String name) {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(name);
    if (address != null) {
      return names.stream()
          .anyMatch(one -> address.equals(NetUtil.createInetAddressFromIpAddressString(one)));
    }
    String asked = name.toLowerCase(Locale.ROOT);
    int dot = asked.indexOf('.');
    String starred = dot < 0 ? asked : "*" + asked.substring(dot);
    return names.stream()
        .map(one -> one.toLowerCase(Locale.ROOT))
        .anyMatch(one -> one.equals(asked) || one.equals(starred));
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
        int kind = (Integer) alternative.get(0);
        if (kind == DNS_NAME || kind == IP_ADDRESS) {
          names.add(String.valueOf(alternative.get(1)));
        }
      }
    } catch (CertificateParsingException unreadable) {
      // Then it is for nobody.
    }
    return List.copyOf(names);
  }
}
