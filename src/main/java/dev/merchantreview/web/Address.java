package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request comes from, as limits count it. Headers of proxies count only where the server is
 * told to trust one ({@code server.forward-headers-strategy}), which is the container's matter.
 */
final class Address {

  /** One subscriber is given a network of this many bytes (RFC 6177), and any address of it. */
  private static final int NETWORK_BYTES = 8;

  private Address() {}

  static String of(HttpServletRequest request) {
    String text = String.valueOf(request.getRemoteAddr());
    return text.indexOf(':') < 0 ? text : network(text);
  }

  private static String network(String text) {
    try {
      // A text with a colon is an address and never a name that is looked up.
      return InetAddress.getByName(text) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
          : text;
    } catch (UnknownHostException noAddress) {
      return text;
    }
  }
}
