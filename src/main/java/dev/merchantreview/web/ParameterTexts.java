package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.TypedText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Judges every text in an address, whichever call it belongs to, before a controller sees it: each
 * parameter once (but {@link MayRepeat}), none too long, none with a character that has no place in
 * a text, what has a form of its own in that form, and in calls of the API none the call does not
 * know: who sends one means something by it that would not happen.
 */
final class ParameterTexts implements HandlerInterceptor {

  /** Code points a parameter may have at most; the contract says so of each. */
  static final int LONGEST = 100;

  /** The same of a page's cursor, which this service wrote itself. */
  static final int LONGEST_CURSOR = 400;

  /**
   * @throws ApiProblem 422 with everything that is wrong
   */
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    List<FieldError> errors = new ArrayList<>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      Map<String, Pattern> forms = forms(handler);
      variables.forEach(
          (name, value) ->
              judge(
                  "#path/" + name,
                  String.valueOf(value),
                  LONGEST,
                  forms.get(String.valueOf(name)),
                  errors));
    }
    Predicate<String> known = known(request, handler);
    Set<String> repeatable = repeatable(handler);
    Set<String> seen = new HashSet<>();
    for (QueryText.Parameter one : QueryText.parse(request.getQueryString())) {
      String pointer = QueryText.pointer(one.name());
      judge(
          pointer,
          one.value(),
          one.name().equals("cursor") ? LONGEST_CURSOR : LONGEST,
          null,
          errors);
      if (seen.add(one.name())) {
        if (!known.test(one.name())) {
          errors.add(FieldError.of(pointer, "UNKNOWN_FIELD"));
        }
      } else if (!repeatable.contains(one.name())) {
        errors.add(FieldError.of(pointer, "NOT_UNIQUE"));
      }
    }
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
    return true;
  }

  /** Pages are asked for by people, and by addresses others wrote down: they pass over the rest. */
  private static Predicate<String> known(HttpServletRequest request, Object handler) {
    return handler instanceof HandlerMethod call
            && request.getServletPath().startsWith(HandlerRoles.API)
        ? KnownParameters.of(call)
        : name -> true;
  }

  private static Set<String> repeatable(Object handler) {
    MayRepeat named =
        handler instanceof HandlerMethod call ? call.getMethodAnnotation(MayRepeat.class) : null;
    return named == null ? Set.of() : Set.of(named.value());
  }

  private static void judge(
      String pointer, String value, int longest, @Nullable Pattern form, List<FieldError> errors) {
    if (value.codePointCount(0, value.length()) > longest) {
      errors.add(FieldError.of(pointer, "TOO_LONG"));
      return;
    }
    TypedText.forbidden(value, TypedText.Lines.ONE)
        .ifPresentOrElse(
            character ->
                errors.add(FieldError.of(pointer, "FORBIDDEN_CHARACTER", character.name())),
            () -> {
              if (form != null && !value.matches(form.regexp())) {
                errors.add(FieldError.of(pointer, "WRONG_FORMAT", form.regexp()));
              }
            });
  }

  /**
   * The forms that variables of the call's path have, as the contract tells them. In the path's
   * pattern, a form would make what does not have it look like a path nobody knows.
   */
  private static Map<String, Pattern> forms(Object handler) {
    Map<String, Pattern> forms = new HashMap<>();
    if (handler instanceof HandlerMethod call) {
      for (MethodParameter parameter : call.getMethodParameters()) {
        Pattern form = parameter.getParameterAnnotation(Pattern.class);
        if (form != null && parameter.hasParameterAnnotation(PathVariable.class)) {
          forms.put(parameter.getParameter().getName(), form);
        }
      }
    }
    return forms;
  }
}
