package dev.merchantreview.notification;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.stereotype.Component;

/** Judges where a notification may go. */
@Component
public class Destination {

  // RFC 3986, appendix B, without a fragment; the host may be written in any script.
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<scheme>[A-Za-z]+)://(?<host>\\[[0-9A-Fa-f:.]+]|[^\\s:/?#@\\[\\]]+)(:(?<port>[0-9]{1,9}))?"
              + "(?<rest>([/?][^\\s#]*)?)");
  private static final int HIGHEST_PORT = 65_535;
  private static final int HTTPS_PORT = 443;

  /**
   * What is public: global unicast, without what the IANA special-purpose registries of IPv4 and
   * IPv6 keep for something else. What stands here by number is in the registries and not in
   * Spring's lists; IPv4 stands in halves, for to Spring an IPv6 address is in {@code 0.0.0.0/0}.
   */
  private static final InetAddressFilter PUBLIC =
      InetAddressFilter.of("0.0.0.0/1", "128.0.0.0/1", "2000::/3")
          .andNot(
              InetAddressFilter.specialPurpose(),
              InetAddressFilter.multicast(),
              InetAddressFilter.internalAddresses())
          .andNot(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "192.31.196.0/24",
              "192.52.193.0/24",
              "192.175.48.0/24",
              "2620:4f:8000::/48",
              "3fff::/20");

  private final NotificationProperties properties;
  private final NameLookup names;

  @Autowired
  Destination(NotificationProperties properties) {
    this(properties, InetAddress::getAllByName);
  }

  Destination(NotificationProperties properties, NameLookup names) {
    this.properties = properties;
    this.names = names;
  }

  /** Where a name leads. */
  interface NameLookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** What is wrong with an address. */
  public enum Fault {
    /** Not an absolute HTTPS address without user and fragment. */
    WRONG_URL,
    /** Its port is none, or not one notifications may go to. */
    WRONG_PORT,
    /** Its host is not known, or is not a public one. */
    NOT_PUBLIC
  }

  /** What an address is found to be. */
  public sealed interface Verdict {

    /**
     * May be told.
     *
     * @param url in its normal form: the scheme in small letters, the host as registries write it
     */
    record Usable(String url) implements Verdict {}

    record Unusable(Fault fault) implements Verdict {}
  }

  /** What the address is now; a name may lead elsewhere tomorrow. */
  public Verdict judge(String url) {
    Matcher parts = SHAPE.matcher(url);
    if (!parts.matches() || !isAllowed(parts.group("scheme"))) {
      return new Verdict.Unusable(Fault.WRONG_URL);
    }
    Optional<String> host = host(parts.group("host"));
    Optional<URI> normal = host.flatMap(name -> uri(parts, name));
    if (normal.isEmpty()) {
      return new Verdict.Unusable(Fault.WRONG_URL);
    }
    if (!isAllowed(normal.get().getPort())) {
      return new Verdict.Unusable(Fault.WRONG_PORT);
    }
    try {
      addresses(normal.get().getHost());
    } catch (UnknownHostException notPublic) {
      return new Verdict.Unusable(Fault.NOT_PUBLIC);
    }
    return new Verdict.Usable(normal.get().toString());
  }

  /**
   * The addresses of a host, all judged: what is connected to is one of them, so that a name cannot
   * lead elsewhere between judging and connecting.
   *
   * @throws UnknownHostException when the name is not known, or one of its addresses is not public
   */
  InetAddress[] addresses(String host) throws UnknownHostException {
    InetAddress[] addresses = names.addresses(host);
    if (!properties.privateAddresses() && !Arrays.stream(addresses).allMatch(PUBLIC::matches)) {
      throw new UnknownHostException(host + " is not a public address");
    }
    return addresses;
  }

  private boolean isAllowed(String scheme) {
    return scheme.equalsIgnoreCase("https")
        || (properties.privateAddresses() && scheme.equalsIgnoreCase("http"));
  }

  private boolean isAllowed(int port) {
    if (port == -1) {
      return properties.privateAddresses() || properties.ports().contains(HTTPS_PORT);
    }
    return port > 0
        && port <= HIGHEST_PORT
        && (properties.privateAddresses() || properties.ports().contains(port));
  }

  private static Optional<String> host(String written) {
    if (written.startsWith("[")) {
      return Optional.of(written);
    }
    try {
      return Optional.of(IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  private static Optional<URI> uri(Matcher parts, String host) {
    String port = parts.group("port") == null ? "" : ":" + parts.group("port");
    try {
      URI uri =
          URI.create(
              URI.create(
                      parts.group("scheme").toLowerCase(Locale.ROOT)
                          + "://"
                          + host
                          + port
                          + parts.group("rest"))
                  .toASCIIString());
      return Optional.of(uri).filter(one -> one.getHost() != null);
    } catch (IllegalArgumentException notAUri) {
      return Optional.empty();
    }
  }
}
