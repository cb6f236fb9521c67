package dev.merchantreview.notification;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Judges where a notification may go. */
@Component
public class Destination {

  private final NotificationProperties properties;

  Destination(NotificationProperties properties) {
    this.properties = properties;
  }

  /** What is wrong with an address. */
  public enum Fault {
    /** Not an absolute HTTPS address without user and fragment. */
    WRONG_URL,
    /** Its host is not known, or is not a public one. */
    NOT_PUBLIC
  }

  /** What is wrong with the address now; a name may lead elsewhere tomorrow. */
  public Optional<Fault> fault(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException notAUri) {
      return Optional.of(Fault.WRONG_URL);
    }
    boolean scheme =
        "https".equals(uri.getScheme())
            || (properties.privateAddresses() && "http".equals(uri.getScheme()));
    if (!scheme
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null) {
      return Optional.of(Fault.WRONG_URL);
    }
    return properties.privateAddresses() || isPublic(uri.getHost())
        ? Optional.empty()
        : Optional.of(Fault.NOT_PUBLIC);
  }

  private static boolean isPublic(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(Destination::isPublic);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    // fc00::/7, the private addresses of IPv6, and 100.64/10, shared by carriers, are not told by
    // the JDK.
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    return !(address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal
        || shared);
  }
}
