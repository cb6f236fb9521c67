package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ConsoleClient;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person who logs in to the console at an OpenID provider, without JavaScript. */
final class ProviderVisitor extends ConsoleClient {

  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final int MOST_REDIRECTS = 8;

  private final List<URI> seen = new ArrayList<>();

  ProviderVisitor(String url) {
    super(url);
  }

  /** What a browser was sent to on the way, in order. */
  List<URI> seen() {
    return List.copyOf(seen);
  }

  /** As a browser does, over whatever sites. */
  HttpResponse<String> follow(HttpResponse<String> answer) {
    HttpResponse<String> now = answer;
    for (int redirects = 0; now.statusCode() / 100 == 3; redirects++) {
      assertThat(redirects).as("redirects in a row").isLessThan(MOST_REDIRECTS);
      now = open(now.uri().resolve(now.headers().firstValue("location").orElseThrow()));
    }
    return now;
  }

  HttpResponse<String> open(URI address) {
    seen.add(address);
    return send(HttpRequest.newBuilder(address).GET());
  }

  /** Comes to a page of the console, and is asked by the provider for name and password. */
  HttpResponse<String> arrive(String page, String name) {
    HttpResponse<String> asked = follow(get(page));
    return follow(enter(asked, name));
  }

  /** Fills in the provider's form. */
  HttpResponse<String> enter(HttpResponse<String> asked, String name) {
    Matcher form = FORM.matcher(asked.body());
    assertThat(form.find()).as("%s has a form: %s", asked.uri(), asked.body()).isTrue();
    String fields =
        "username="
            + URLEncoder.encode(name, StandardCharsets.UTF_8)
            + "&password="
            + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(asked.uri().resolve(form.group(1).replace("&amp;", "&")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(fields)));
  }
}
