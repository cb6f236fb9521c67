package dev.merchantreview.web;

import org.springframework.stereotype.Component;

/** Where people's browsers find this service, for links in forms and notifications. */
@Component
public class PublicUrl {

  private final String base;

  PublicUrl(WebProperties properties) {
    String url = properties.publicUrl().toString();
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * @param path begins with a slash
   */
  public String of(String path) {
    return base + path;
  }

  /** Whether browsers reach the service by TLS, whatever is between them and it. */
  boolean isSecure() {
    return base.startsWith("https:");
  }
}
