package dev.merchantreview.web;

import org.apache.catalina.Engine;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Ends the ids of the console's sessions with the instance that keeps them in its memory, where it
 * has a name: a balancer so keeps a person at it.
 */
@Component
class SessionIds implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final WebProperties properties;

  SessionIds(WebProperties properties) {
    this.properties = properties;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    String instance = properties.instance();
    if (instance != null) {
      factory.addContextCustomizers(
          context -> ((Engine) context.getParent().getParent()).setJvmRoute(instance));
    }
  }
}
