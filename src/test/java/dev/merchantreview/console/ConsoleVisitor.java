package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ConsoleClient;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;

/** A person at the console, with cookies and without JavaScript. */
public final class ConsoleVisitor extends ConsoleClient {

  public ConsoleVisitor(ServiceAlone service) {
    this(service.serviceUrl());
  }

  public ConsoleVisitor(String url) {
    super(url);
  }

  /** Somebody who is logged in; the password is the name. */
  public static ConsoleVisitor loggedIn(ServiceAlone service, String name) {
    return loggedIn(service.serviceUrl(), name);
  }

  /** The same at any service. */
  public static ConsoleVisitor loggedIn(String url, String name) {
    ConsoleVisitor visitor = new ConsoleVisitor(url);
    HttpResponse<String> answer = visitor.login(name, name);
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location").orElse("")).doesNotContain("failed");
    return visitor;
  }
}
