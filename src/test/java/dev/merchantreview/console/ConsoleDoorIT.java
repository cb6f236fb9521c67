package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.LoggedLines;
import dev.merchantreview.testing.RawHttp;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who comes in to the console, and how. */
class ConsoleDoorIT {

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void letsReviewersInWithTheirNamesOfTasklist() {
    for (String name : List.of("auditor", "operator", "admin", "auditor1", "finance2")) {
      ConsoleVisitor visitor = ConsoleVisitor.loggedIn(service, name);
      HttpResponse<String> first = visitor.get("/console");
      assertThat(first.statusCode()).as(name).isEqualTo(200);
      assertThat(first.body()).contains("<h1>", ">" + name + "<");
    }
  }

  @Test
  void asksWhoIsNotKnownToLogIn() {
    HttpResponse<String> answer = new ConsoleVisitor(service).get("/console");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location").orElse("")).endsWith("/console/login");
    assertThat(
            new ConsoleVisitor(service)
                .login("auditor", "wrong")
                .headers()
                .firstValue("location")
                .orElse(""))
        .endsWith("/console/login?failed");
  }

  @Test
  void tellsAMerchantWithAPageThatItIsNotForMerchants() {
    HttpResponse<String> answer = ConsoleVisitor.loggedIn(service, "merchant").get("/console");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).contains("没有权限");
  }

  @Test
  void answersAnUnknownPageWithAPage() {
    HttpResponse<String> answer =
        ConsoleVisitor.loggedIn(service, "auditor")
            .get("/console/nothing-here", "Accept-Language", "en");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).contains("No such path");
  }

  @Test
  void answersMethodsNoPageHasWithAPage() {
    try (LoggedLines logged = new LoggedLines()) {
      for (String method : List.of("TRACE", "NONSENSE", "PROPFIND")) {
        for (String path : List.of("/console", "/console/cases", "/console/problem")) {
          RawHttp.Answer answer = asBrowser(method + " " + path);
          assertThat(answer.status()).as(method + answer).isEqualTo(405);
          assertThat(answer.header("Content-Type").orElse("")).startsWith("text/html");
          assertThat(answer.header("Allow").orElse("")).contains("GET", "POST");
          assertThat(answer.body()).contains("<h1>");
        }
      }
      // Other tests of this JVM may log errors of their own meanwhile.
      assertThat(logged.lines())
          .noneMatch(line -> line.matches(".* ERROR .*(dispatcherServlet|\\.web\\.).*"));
    }
  }

  @Test
  void answersOddAddressesOfPagesWithAPage() {
    for (String path : List.of("/console/cases/%2e%2e/x", "/console//cases", "/console/a;b=c")) {
      RawHttp.Answer answer = asBrowser("GET " + path);
      assertThat(answer.status()).as(path + answer).isIn(400, 404);
      assertThat(answer.header("Content-Type").orElse("")).as(path).startsWith("text/html");
    }
  }

  private RawHttp.Answer asBrowser(String line) {
    return RawHttp.send(
        service.serviceUrl(),
        line + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
  }

  @Test
  void speaksTheLanguageAPersonChose() {
    ConsoleVisitor visitor = ConsoleVisitor.loggedIn(service, "auditor");
    assertThat(visitor.get("/console").body()).contains("lang=\"zh-CN\"", "概览");
    HttpResponse<String> chosen =
        visitor.get("/console/language?to=en&from=/console/cases%3Fq%3Da");
    assertThat(chosen.statusCode()).isEqualTo(303);
    assertThat(chosen.headers().firstValue("location").orElse("")).isEqualTo("/console/cases?q=a");
    assertThat(visitor.get("/console").body()).contains("lang=\"en\"", "Overview");
    for (String elsewhere :
        List.of(
            "https://e.invalid/",
            "//e.invalid/console",
            "/consoles",
            "/console//e.invalid",
            "/console%5C%5Ce.invalid",
            "javascript:x")) {
      assertThat(
              visitor
                  .get("/console/language?to=zh&from=" + elsewhere)
                  .headers()
                  .firstValue("location")
                  .orElse(""))
          .as(elsewhere)
          .isEqualTo("/console");
    }
  }

  @Test
  void endsASessionAndTakesNoFormWithoutItsToken() {
    ConsoleVisitor visitor = ConsoleVisitor.loggedIn(service, "auditor");
    HttpResponse<String> refused = visitor.postWithout("/console/logout", Map.of());
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("页面已过期");
    assertThat(visitor.get("/console").statusCode()).isEqualTo(200);
    assertThat(visitor.post("/console/logout", Map.of(), "/console").statusCode()).isEqualTo(302);
    assertThat(visitor.get("/console").statusCode()).isEqualTo(302);
  }

  @Test
  void keepsTheApiAsItIs() {
    ConsoleVisitor visitor = ConsoleVisitor.loggedIn(service, "auditor");
    assertThat(visitor.get("/api/v1/cases").statusCode()).isEqualTo(401);
    assertThat(service.api("auditor").get("/api/v1/cases").raw().headers().firstValue("set-cookie"))
        .isEmpty();
  }

  @Test
  void givesSheetsAndScriptsOfItsOwn() {
    ConsoleVisitor visitor = new ConsoleVisitor(service);
    HttpResponse<String> sheet = visitor.get("/console/assets/console.css");
    assertThat(sheet.statusCode()).isEqualTo(200);
    assertThat(visitor.get("/console/assets/webjars/htmx.org/dist/htmx.min.js").statusCode())
        .isEqualTo(200);
  }
}
