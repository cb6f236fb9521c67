package dev.merchantreview.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Who may call what of the API, as the handlers say it by {@link MayCall} and {@link SignedCall}.
 * What has no handler is answered to everybody who is logged in: there is nothing to be protected.
 */
@Component
class HandlerRoles
    implements AuthorizationManager<RequestAuthorizationContext>, SmartInitializingSingleton {

  static final String API = "/api/v1/";

  private final ObjectProvider<RequestMappingHandlerMapping> handlers;
  private List<Rule> rules = List.of();

  HandlerRoles(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> handlers) {
    this.handlers = handlers;
  }

  /**
   * What is asked of a call.
   *
   * @param path the more specific one of two counts
   */
  private record Rule(
      PathPattern path,
      PathPatternRequestMatcher matcher,
      AuthorizationManager<RequestAuthorizationContext> judge) {}

  /**
   * @throws IllegalStateException when a handler of the API does not say who may call it
   */
  @Override
  public void afterSingletonsInstantiated() {
    rules =
        handlers.getObject().getHandlerMethods().entrySet().stream()
            .flatMap(handler -> rules(handler.getKey(), handler.getValue()).stream())
            .sorted(Comparator.comparing(Rule::path))
            .toList();
  }

  private static List<Rule> rules(RequestMappingInfo calls, HandlerMethod handler) {
    Set<PathPattern> paths =
        calls.getPathPatternsCondition() == null
            ? Set.of()
            : calls.getPathPatternsCondition().getPatterns();
    return paths.stream()
        .filter(path -> isJudged(path.getPatternString()))
        .flatMap(
            path ->
                methods(calls, handler)
                    .map(
                        method ->
                            new Rule(
                                path,
                                PathPatternRequestMatcher.withDefaults()
                                    .matcher(method, path.getPatternString()),
                                HandlerRoles.<RequestAuthorizationContext>judge(handler)
                                    .orElseThrow(
                                        () ->
                                            new IllegalStateException(
                                                handler + " does not say who may call it")))))
        .toList();
  }

  /** Whether it is a call of the API, or a page. */
  static boolean isJudged(String path) {
    return path.startsWith(API) || ConsolePaths.isPage(path);
  }

  /** Whoever may read may ask for the headers alone, and nobody else. */
  private static Stream<HttpMethod> methods(RequestMappingInfo calls, HandlerMethod handler) {
    Set<RequestMethod> methods = calls.getMethodsCondition().getMethods();
    if (methods.isEmpty() && isForEverybody(handler)) {
      return Arrays.stream(RequestMethod.values()).map(method -> HttpMethod.valueOf(method.name()));
    }
    if (methods.isEmpty()) {
      throw new IllegalStateException(handler + " does not say which methods it serves");
    }
    return methods.stream()
        .flatMap(
            method ->
                method == RequestMethod.GET
                    ? Stream.of(HttpMethod.GET, HttpMethod.HEAD)
                    : Stream.of(HttpMethod.valueOf(method.name())));
  }

  /** Whether a handler says who may call it. */
  static boolean says(HandlerMethod handler) {
    return isForEverybody(handler) || handler.hasMethodAnnotation(MayCall.class);
  }

  private static boolean isForEverybody(HandlerMethod handler) {
    return handler.hasMethodAnnotation(SignedCall.class)
        || handler.hasMethodAnnotation(ForEverybody.class);
  }

  /** Who may call a handler, as it says itself; empty when it does not. */
  static <T> Optional<AuthorizationManager<T>> judge(HandlerMethod handler) {
    if (isForEverybody(handler)) {
      return Optional.of((caller, call) -> new AuthorizationDecision(true));
    }
    return Optional.ofNullable(handler.getMethodAnnotation(MayCall.class))
        .map(
            said ->
                AuthorityAuthorizationManager.hasAnyRole(
                    Arrays.stream(said.value()).map(Enum::name).distinct().toArray(String[]::new)));
  }

  @Override
  public @Nullable AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext call) {
    Optional<Rule> rule =
        rules.stream().filter(one -> one.matcher().matches(call.getRequest())).findFirst();
    return rule.map(Rule::judge)
        .orElseGet(AuthenticatedAuthorizationManager::authenticated)
        .authorize(caller, call);
  }
}
