package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.merchantreview.journey.Browser;
import dev.merchantreview.testing.Keycloak;
import dev.merchantreview.testing.ServiceAlone;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;

/** People log in to the console at a real Keycloak, which is away when the service starts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(Browser.ONE_AT_A_TIME)
class OidcLoginIT {

  private static final String CLIENT = "merchant-review-console";
  private static final String SECRET = "the-secret-of-the-console-0123456789";

  private static final String START = "/console/login/with/provider";

  private static Keycloak keycloak;
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    keycloak = new Keycloak("people");
    keycloak.unplug();
    service = ServiceAlone.with(settings());
    keycloak.awaitStarted();
    keycloak.addWebsite(
        CLIENT,
        SECRET,
        service.serviceUrl() + "/console/login/callback",
        service.serviceUrl() + "/console/login?left");
    keycloak.addPerson("auditor1", List.of("auditors"), List.of());
    keycloak.addPerson("olivia", List.of(), List.of("platform-operators"));
    keycloak.addPerson("merchant", List.of("MERCHANT"), List.of());
    // Spring Security's own names of rights, as somebody's role elsewhere.
    keycloak.addPerson("nobody", List.of("ROLE_ADMIN"), List.of("OIDC_USER"));
  }

  private static String[] settings(String... more) {
    return Stream.concat(
            Stream.of(
                "--merchant-review.web.local-users=",
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + keycloak.keysUrl(),
                "--merchant-review.console.oidc.issuer=" + keycloak.issuer(),
                "--merchant-review.console.oidc.client-id=" + CLIENT,
                "--merchant-review.console.oidc.client-secret=" + SECRET,
                "--merchant-review.console.oidc.roles-claim=realm_access.roles",
                "--merchant-review.console.oidc.roles.OPERATOR=platform-operators",
                "--merchant-review.console.oidc.roles.AUDITOR=store-auditors,auditors"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @AfterAll
  static void stop() {
    service.close();
    keycloak.close();
  }

  private static ProviderVisitor visitor() {
    return new ProviderVisitor(service.serviceUrl());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("");
  }

  private static String policy(HttpResponse<String> answer) {
    return answer.headers().firstValue("content-security-policy").orElse("");
  }

  @Test
  @Order(1)
  void saysThatTheProviderIsAwayAndGoesOnWhenItIsBack() {
    ProviderVisitor visitor = visitor();
    HttpResponse<String> told = visitor.follow(visitor.get("/console"));
    assertThat(told.uri().getQuery()).isEqualTo("away");
    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.body())
        .contains("暂时没有响应", "href=\"/console/login/with/provider\"")
        .doesNotContain("type=\"password\"");
    keycloak.plugIn();
    assertThat(visitor.arrive("/console", "auditor1").statusCode()).isEqualTo(200);
  }

  @Test
  @Order(2)
  void asksTheProviderAtOnceAndComesBackToThePageThatWasWanted() {
    ProviderVisitor visitor = visitor();
    HttpResponse<String> page = visitor.arrive("/console/cases?q=a&type=FILING", "auditor1");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.uri()).hasToString(service.serviceUrl() + "/console/cases?q=a&type=FILING");
    assertThat(page.body()).contains(">auditor1<").doesNotContain("href=\"/console/operations\"");
    String asked =
        visitor.seen().stream()
            .map(URI::toString)
            .filter(address -> address.startsWith(keycloak.issuer()))
            .findFirst()
            .orElseThrow();
    assertThat(asked)
        .contains(
            "response_type=code",
            "code_challenge_method=S256",
            "&state=",
            "&nonce=",
            "redirect_uri=" + service.serviceUrl() + "/console/login/callback");
  }

  @Test
  @Order(3)
  void letsPeopleInByTheirGroupsToo() {
    HttpResponse<String> page = visitor().arrive("/console", "olivia");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(">olivia<", "href=\"/console/operations\"");
  }

  @Test
  @Order(4)
  void tellsWhoHasNoRoleWithAPageThatHasAWayOut() {
    for (String name : List.of("nobody", "merchant")) {
      ProviderVisitor visitor = visitor();
      HttpResponse<String> page = visitor.arrive("/console", name);
      assertThat(page.statusCode()).as(name).isEqualTo(403);
      assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
      assertThat(page.body())
          .contains("没有权限", ">" + name + "<", "action=\"/console/logout\"")
          .doesNotContain("href=\"/console/cases\"");
    }
  }

  @Test
  @Order(5)
  void givesASessionAnotherIdAtTheLogin() {
    ProviderVisitor visitor = visitor();
    HttpResponse<String> asked = visitor.follow(visitor.get("/console"));
    String before = session(visitor);
    visitor.follow(visitor.enter(asked, "auditor1"));
    String after = session(visitor);
    assertThat(before).isNotEmpty();
    assertThat(after).isNotEmpty().isNotEqualTo(before);
    HttpResponse<String> stolen =
        visitor().get("/console", "Cookie", "merchant-review-console=" + before);
    assertThat(stolen.statusCode()).isEqualTo(302);
  }

  private static String session(ProviderVisitor visitor) {
    return visitor.cookie("merchant-review-console");
  }

  @Test
  @Order(6)
  void endsBothSessionsWithALogOut() {
    ProviderVisitor visitor = visitor();
    HttpResponse<String> page = visitor.arrive("/console", "auditor1");
    String provider = keycloak.issuer().replaceFirst("/realms/.*", "");
    assertThat(policy(page)).contains("form-action 'self' " + provider);
    // Somebody who is logged in at the provider is not asked again.
    assertThat(visitor.follow(visitor.get(START)).uri().getPath()).isEqualTo("/console");
    HttpResponse<String> left = visitor.post("/console/logout", Map.of(), "/console");
    assertThat(location(left)).startsWith(keycloak.issuer()).contains("id_token_hint=");
    HttpResponse<String> told = visitor.follow(left);
    assertThat(told.uri()).hasToString(service.serviceUrl() + "/console/login?left");
    assertThat(told.body()).contains("已退出登录");
    assertThat(policy(told)).contains("form-action 'self';");
    HttpResponse<String> asked = visitor.follow(visitor.get("/console"));
    assertThat(asked.uri().toString()).startsWith(keycloak.issuer());
    assertThat(asked.body()).contains("type=\"password\"");
  }

  @Test
  @Order(7)
  void comesBackToNoPlaceThatSomebodyElseNames() {
    ProviderVisitor visitor = visitor();
    String ours = location(visitor.get(START));
    String callback = service.serviceUrl() + "/console/login/callback";
    assertThat(ours).contains(callback);
    for (String elsewhere :
        List.of("https://e.invalid/", callback + "/x", service.serviceUrl() + "/console")) {
      HttpResponse<String> refused = visitor.open(URI.create(ours.replace(callback, elsewhere)));
      assertThat(refused.statusCode()).as(elsewhere).isEqualTo(400);
    }
    String forged =
        location(
            visitor.get(
                START + "?redirect_uri=https://e.invalid/", "X-Forwarded-Host", "e.invalid"));
    assertThat(forged).contains("redirect_uri=" + callback).doesNotContain("e.invalid");
    visitor.arrive("/console", "auditor1");
    String leaving = location(visitor.post("/console/logout", Map.of(), "/console"));
    HttpResponse<String> refused =
        visitor.open(
            URI.create(
                leaving.replaceFirst(
                    "post_logout_redirect_uri=[^&]+",
                    "post_logout_redirect_uri=https://e.invalid/")));
    assertThat(refused.statusCode()).isEqualTo(400);
  }

  @Test
  @Order(8)
  void takesNoAnswerThatItDidNotAskFor() {
    ProviderVisitor other = visitor();
    HttpResponse<String> sent = other.enter(other.follow(other.get("/console")), "auditor1");
    assertThat(location(sent)).contains("/console/login/callback", "code=");
    ProviderVisitor visitor = visitor();
    visitor.get(START);
    HttpResponse<String> refused = visitor.follow(visitor.open(URI.create(location(sent))));
    assertThat(refused.uri().getQuery()).isEqualTo("refused");
    assertThat(refused.body()).contains("机构登录未通过");
    assertThat(visitor.get("/console").statusCode()).isEqualTo(302);
  }

  @Test
  @Order(9)
  void logsInAndOutInARealBrowserUnderItsPolicy() {
    try (Browser browser = new Browser()) {
      Page page = browser.page(1280, 800);
      page.navigate(service.serviceUrl() + "/console");
      page.locator("#username").fill("olivia");
      page.locator("#password").fill("olivia");
      page.locator("[type=submit]").first().click();
      page.waitForURL(service.serviceUrl() + "/console**");
      page.locator("header.frame form button").click();
      page.waitForURL(service.serviceUrl() + "/console/login?left");
      page.navigate(service.serviceUrl() + "/console");
      page.locator("#password").waitFor();
    }
  }

  @Test
  @Order(10)
  void keepsCookiesForTlsWherePeopleComeByTls() {
    ServiceAlone second =
        service.beside(settings("--merchant-review.web.public-url=https://review.example.org"));
    try {
      HttpResponse<String> answer =
          new ProviderVisitor(second.serviceUrl())
              .send(HttpRequest.newBuilder(URI.create(second.serviceUrl() + "/console/cases")));
      assertThat(answer.headers().firstValue("set-cookie").orElse(""))
          .contains("merchant-review-console=", "Secure", "HttpOnly", "SameSite=Lax");
      assertThat(location(new ProviderVisitor(second.serviceUrl()).get(START)))
          .contains("redirect_uri=https://review.example.org/console/login/callback");
    } finally {
      second.close();
    }
  }

  @Test
  @Order(11)
  void isOffWhereNobodyCanLogIn() {
    ServiceAlone second = service.beside(settings("--merchant-review.console.oidc.issuer="));
    try {
      ProviderVisitor visitor = new ProviderVisitor(second.serviceUrl());
      HttpResponse<String> told = visitor.follow(visitor.get("/console"));
      assertThat(told.uri().getPath()).isEqualTo("/console/login");
      assertThat(told.body()).contains("控制台未启用").doesNotContain("type=\"password\"");
    } finally {
      second.close();
    }
  }
}
