package dev.merchantreview.web;

import dev.merchantreview.shared.ExpectedVersion;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Fills {@link ExpectedVersion} parameters by {@code If-Match}; a tag this service never gave
 * matches nothing. Of a tag that stands for more than a version, the version counts.
 */
@Component
class ExpectedVersionResolver implements HandlerMethodArgumentResolver {

  private static final Pattern TAG =
      Pattern.compile("\"(0|[1-9][0-9]{0,17})(?:\\.[0-9a-f]{1,16})?\"");

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(ExpectedVersion.class);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return of(Headers.joined(request, HttpHeaders.IF_MATCH));
  }

  static ExpectedVersion of(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.trim().equals("*")) {
      return ExpectedVersion.ANY;
    }
    Set<Long> versions =
        Arrays.stream(ifMatch.split(","))
            .map(tag -> TAG.matcher(tag.trim()))
            .filter(Matcher::matches)
            .map(tag -> Long.valueOf(tag.group(1)))
            .collect(Collectors.toUnmodifiableSet());
    return new ExpectedVersion(versions);
  }
}
