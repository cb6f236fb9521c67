package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.Contract;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Who may call what: each handler says it, and one that does not is nobody's. */
class HandlerRolesIT {

  private static final String NOBODYS = "sa_0000000000000000";
  private static final String LATE = "/api/v1/latecomer";

  private final ServiceAlone service = ServiceAlone.get();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void isDeniedToEveryRoleThatIsNotNamedAndToNobodyElse() {
    Map<String, String> wrong = new TreeMap<>();
    JsonNode paths = Contract.of(service.serviceUrl()).document().path("paths");
    int[] tried = {0};
    paths
        .propertyStream()
        .filter(path -> path.getKey().startsWith("/api/"))
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .forEach(
                        call -> {
                          String method = call.getKey().toUpperCase(Locale.ROOT);
                          judge(method, path.getKey(), roles(call.getValue()), wrong);
                          tried[0]++;
                          if (method.equals("GET")) {
                            judge("HEAD", path.getKey(), roles(call.getValue()), wrong);
                          }
                        }));
    assertThat(wrong).isEmpty();
    assertThat(tried[0]).isGreaterThan(70);
  }

  private static List<String> roles(JsonNode call) {
    List<String> roles = new ArrayList<>();
    call.path("x-roles").forEach(role -> roles.add(role.asString()));
    return roles;
  }

  private void judge(String method, String path, List<String> roles, Map<String, String> wrong) {
    boolean signed = roles.isEmpty();
    int anonymous = status(method, path, null);
    boolean refused = anonymous == 401 || method.equals("HEAD") && anonymous >= 400;
    if (!signed && !refused) {
      wrong.put(method + " " + path + " anonymous", Integer.toString(anonymous));
    }
    for (Role role : Role.values()) {
      boolean let = status(method, path, role.name().toLowerCase(Locale.ROOT)) != 403;
      boolean named = signed || roles.contains(role.name());
      // What a handler itself refuses cannot be told from it where there is no body.
      if (let != named && (let || !method.equals("HEAD"))) {
        wrong.put(method + " " + path + " " + role, let ? "let" : "denied");
      }
    }
  }

  /** 403 where the role alone is refused; what a handler itself refuses is another status here. */
  private int status(String method, String path, @Nullable String user) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(service.serviceUrl() + path.replaceAll("\\{[^}]*}", NOBODYS)))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString());
    if (user != null) {
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)));
    }
    boolean body = method.equals("POST") || method.equals("PUT");
    request.method(
        method,
        body ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody());
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean byRole = method.equals("HEAD") || answer.body().contains("/problems/forbidden");
      return answer.statusCode() == 403 && !byRole ? 200 : answer.statusCode();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @RestController
  static class SaysNothing {
    @GetMapping("/api/v1/says-nothing")
    String get() {
      return "";
    }
  }

  @RestController
  static class AnyMethod {
    @RequestMapping("/api/v1/any-method")
    @MayCall
    String get() {
      return "";
    }
  }

  @Test
  void keepsTheServiceFromStartingWhereAHandlerDoesNotSayIt() {
    assertThatThrownBy(() -> started(SaysNothing.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SaysNothing#get() does not say who may call it");
    assertThatThrownBy(() -> started(AnyMethod.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not say which methods it serves");
  }

  /** Comes to be when the service runs, so its path is none the roles go by. */
  @RestController
  static class Latecomer {
    @GetMapping(LATE)
    @MayCall(Role.ADMIN)
    Map<String, Boolean> admins() {
      return Map.of("reached", true);
    }

    @GetMapping(LATE)
    Map<String, Boolean> nobodys() {
      return Map.of("reached", true);
    }
  }

  @ParameterizedTest
  @CsvSource({"admins, merchant, 403", "admins, admin, 200", "nobodys, admin, 403"})
  void judgesAHandlerThatIsReachedPastThePathsItKnows(String method, String user, int status)
      throws NoSuchMethodException {
    RequestMappingHandlerMapping mapping =
        service.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    RequestMappingInfo late =
        RequestMappingInfo.paths(LATE)
            .methods(RequestMethod.GET)
            .options(mapping.getBuilderConfiguration())
            .build();
    mapping.registerMapping(late, new Latecomer(), Latecomer.class.getDeclaredMethod(method));
    try {
      assertThat(status("GET", LATE, user)).isEqualTo(status);
    } finally {
      mapping.unregisterMapping(late);
    }
  }

  private static void started(Class<?> controller) {
    StaticWebApplicationContext context = new StaticWebApplicationContext();
    context.registerSingleton("controller", controller);
    RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
    mapping.setApplicationContext(context);
    mapping.afterPropertiesSet();
    new HandlerRoles(
            new StaticListableBeanFactory(Map.of("mapping", mapping))
                .getBeanProvider(RequestMappingHandlerMapping.class))
        .afterSingletonsInstantiated();
  }
}
