package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.console.ConsoleCalls.Call;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.web.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;

/** Every page, whoever comes to it: a page that is added is in here without being named. */
class RolesAndPagesIT {

  private static final int NOT_READ = 403;

  private final ServiceAlone service = ServiceAlone.get();

  /** Of no case there is. */
  private static Call concrete(Call call) {
    return new Call(
        call.method(),
        call.path().replaceAll("\\{\\*?[^}]+}", "sa_0000000000000000"),
        call.roles());
  }

  private List<Call> calls() {
    return ConsoleCalls.of(service).stream().map(RolesAndPagesIT::concrete).toList();
  }

  private HttpResponse<String> send(ConsoleVisitor visitor, Call call) {
    return visitor.send(
        HttpRequest.newBuilder(URI.create(service.serviceUrl() + call.path()))
            .header("Accept", "text/html,*/*;q=0.8")
            .method(call.method().name(), HttpRequest.BodyPublishers.noBody()));
  }

  private static void holdsToThePolicies(Call call, HttpResponse<String> answer) {
    Map<String, String> expected =
        Map.of(
            "x-content-type-options",
            "nosniff",
            "x-frame-options",
            "DENY",
            "referrer-policy",
            "same-origin");
    String policy = answer.headers().firstValue("content-security-policy").orElse("");
    // Style attributes that a library writes are allowed by their hashes, one by one.
    assertThat(policy.replaceAll(" 'unsafe-hashes'| 'sha256-[^']+'", "").split("; *"))
        .as("%s policy", call)
        .containsExactlyInAnyOrder(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self' data:",
            "frame-src 'self'",
            "object-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'");
    expected.forEach(
        (name, value) ->
            assertThat(answer.headers().allValues(name))
                .as("%s %s", call, name)
                .containsExactly(value));
    assertThat(answer.headers().firstValue("cache-control").orElse(""))
        .as("%s cache", call)
        .contains("no-store");
  }

  @Test
  void areShownToThoseTheyAreForAndToNobodyElse() {
    List<Call> calls = calls();
    assertThat(calls.stream().map(Call::path))
        .contains("/console", "/console/cases", "/console/login");
    Map<Role, ConsoleVisitor> people = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      people.put(role, ConsoleVisitor.loggedIn(service, role.name().toLowerCase(Locale.ROOT)));
    }
    for (Call call : calls) {
      boolean read = call.isRead();
      HttpResponse<String> unknown = send(new ConsoleVisitor(service), call);
      holdsToThePolicies(call, unknown);
      if (!read) {
        assertThat(unknown.statusCode()).as("%s without a token", call).isEqualTo(NOT_READ);
      } else if (call.roles() != null) {
        assertThat(unknown.statusCode()).as("%s by nobody", call).isEqualTo(302);
        assertThat(unknown.headers().firstValue("location").orElse("")).endsWith("/console/login");
      }
      people.forEach((role, visitor) -> holdsToRoles(call, role, send(visitor, call), read));
    }
  }

  private static void holdsToRoles(
      Call call, Role role, HttpResponse<String> answer, boolean read) {
    holdsToThePolicies(call, answer);
    if (read && call.isFor(role)) {
      // Of no case there is, so not found is an answer too; refused or failed is not.
      assertThat(answer.statusCode()).as("%s by %s", call, role).isIn(200, 302, 303, 400, 404, 422);
      return;
    }
    assertThat(answer.statusCode()).as("%s by %s", call, role).isEqualTo(NOT_READ);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .as("%s by %s", call, role)
        .startsWith("text/html");
  }

  @Test
  void takeFormsOnlyFromThoseTheyAreFor() {
    for (Role role : Role.values()) {
      String name = role.name().toLowerCase(Locale.ROOT);
      ConsoleVisitor visitor = ConsoleVisitor.loggedIn(service, name);
      for (Call call : calls()) {
        if (call.method() == RequestMethod.POST && !call.isFor(role)) {
          // The page that says no has the form of the log-out, and its token.
          assertThat(visitor.post(call.path(), Map.of(), "/console/nothing-here").statusCode())
              .as("%s by %s", call, role)
              .isEqualTo(NOT_READ);
        }
      }
    }
  }

  @Test
  void areNotForMerchants() {
    assertThat(calls().stream().filter(call -> call.roles() != null))
        .isNotEmpty()
        .noneMatch(call -> call.isFor(Role.MERCHANT));
  }
}
