package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.ForEverybody;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every call the console answers, as the service itself has it: one that is added is in here. */
final class ConsoleCalls {

  private ConsoleCalls() {}

  /**
   * A call.
   *
   * @param path with its variables in braces
   * @param roles null for a page that everybody may see
   */
  record Call(RequestMethod method, String path, @Nullable Set<Role> roles) {

    boolean isFor(Role role) {
      return roles == null || roles.contains(role);
    }

    boolean isRead() {
      return method == RequestMethod.GET || method == RequestMethod.HEAD;
    }

    /** Whether an address, without its query, is this call's. */
    boolean answers(RequestMethod wanted, String address) {
      return method == wanted
          && Pattern.matches(path.replaceAll("\\{\\*?[^}]+}", "[^/]+"), address);
    }
  }

  static List<Call> of(ServiceAlone service) {
    return service
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .entrySet()
        .stream()
        .flatMap(
            entry ->
                entry.getKey().getPatternValues().stream()
                    .filter(ConsoleCalls::isOfTheConsole)
                    .flatMap(
                        path ->
                            methods(entry.getKey().getMethodsCondition().getMethods())
                                .map(method -> new Call(method, path, roles(entry.getValue())))))
        .toList();
  }

  private static boolean isOfTheConsole(String path) {
    return path.equals(ConsolePaths.ROOT) || path.startsWith(ConsolePaths.ROOT + "/");
  }

  private static Stream<RequestMethod> methods(Set<RequestMethod> said) {
    return (said.isEmpty() ? Set.of(RequestMethod.GET) : said)
        .stream()
            .flatMap(
                method ->
                    method == RequestMethod.GET
                        ? Stream.of(method, RequestMethod.HEAD)
                        : Stream.of(method));
  }

  private static @Nullable Set<Role> roles(HandlerMethod handler) {
    if (handler.hasMethodAnnotation(ForEverybody.class)) {
      return null;
    }
    MayCall said = handler.getMethodAnnotation(MayCall.class);
    assertThat(said).as("%s says who may come", handler).isNotNull();
    return Set.copyOf(Arrays.asList(said.value()));
  }
}
