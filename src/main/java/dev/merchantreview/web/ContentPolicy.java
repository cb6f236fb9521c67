package dev.merchantreview.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page of the console may load and run: nothing from elsewhere, nothing written into the
 * page; and no other site shows it as its own.
 */
public final class ContentPolicy {

  /** The name of the header it is sent in. */
  public static final String HEADER = "Content-Security-Policy";

  private static final String FORMS = "form-action 'self'";
  private static final String STYLES = "style-src 'self'";

  static final String STRICT =
      "default-src 'none'; script-src 'self'; "
          + STYLES
          + "; img-src 'self' data:; connect-src 'self';"
          + " font-src 'self' data:; frame-src 'self'; object-src 'self'; "
          + FORMS
          + ";"
          + " frame-ancestors 'none'; base-uri 'none'";

  private ContentPolicy() {}

  /**
   * The same for a page whose library writes style attributes of its own: exactly these, and no
   * other.
   *
   * @param hashes SHA-256 in Base64 of each attribute's value
   */
  public static String withStyleAttributes(List<String> hashes) {
    StringBuilder styles = new StringBuilder(STYLES).append(" 'unsafe-hashes'");
    hashes.forEach(hash -> styles.append(" 'sha256-").append(hash).append('\''));
    return STRICT.replace(STYLES, styles);
  }

  /**
   * A page's policy whose forms may lead to one more place.
   *
   * @param policy the page's own; null for the strict one
   * @param address where a form may lead, or nothing
   */
  static String leadingTo(@Nullable String policy, String address) {
    String own = policy == null ? STRICT : policy;
    return address.isEmpty() ? own : own.replace(FORMS, FORMS + " " + address);
  }
}
