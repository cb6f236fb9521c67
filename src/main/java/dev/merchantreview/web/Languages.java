package dev.merchantreview.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of every answer: the nearest to what the caller asks for of those there are, by its
 * quality values (RFC 9110, 12.5.4); Chinese when none is near, whatever the header says.
 */
@Component("localeResolver")
class Languages implements LocaleResolver {

  static final Locale STANDARD = Locale.SIMPLIFIED_CHINESE;

  /** By the primary subtag: who reads any Chinese is nearer to ours than to English. */
  private static final Map<String, Locale> SPOKEN = Map.of("zh", STANDARD, "en", Locale.ENGLISH);

  private static final int LANGUAGES_REMEMBERED = 1_000;
  private static final int LONGEST_HEADER = 1_000;

  /** Callers send the same few headers; reading one costs more than the rest of a short answer. */
  private static final Cache<String, Locale> NEAREST =
      Caffeine.newBuilder().maximumSize(LANGUAGES_REMEMBERED).build();

  /** The cookie that has the language a person chose in the console. */
  static final String COOKIE = "console-language";

  static boolean isSpoken(String language) {
    return SPOKEN.containsKey(language);
  }

  /** A person's choice counts on pages; elsewhere a caller says it with each call. */
  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    if (ConsolePaths.isPage(request)) {
      Cookie chosen = WebUtils.getCookie(request, COOKIE);
      Locale language = chosen == null ? null : SPOKEN.get(chosen.getValue());
      if (language != null) {
        return language;
      }
    }
    return nearest(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
  }

  /** The language of the answer to a request. */
  Locale of(WebRequest request) {
    return resolveLocale(((ServletWebRequest) request).getRequest());
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    throw new UnsupportedOperationException("a caller chooses its language by Accept-Language");
  }

  static Locale nearest(@Nullable String header) {
    if (header == null || header.isBlank() || header.length() > LONGEST_HEADER) {
      return STANDARD;
    }
    return NEAREST.get(header, Languages::read);
  }

  private static Locale read(String header) {
    List<Locale.LanguageRange> asked;
    try {
      asked = Locale.LanguageRange.parse(header);
    } catch (IllegalArgumentException unreadable) {
      return STANDARD;
    }
    List<String> refused =
        asked.stream().filter(range -> range.getWeight() == 0).map(Languages::primary).toList();
    return asked.stream()
        .filter(range -> range.getWeight() > 0)
        .map(Languages::primary)
        .map(primary -> primary.equals("*") ? anyBut(refused) : SPOKEN.get(primary))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(STANDARD);
  }

  private static @Nullable Locale anyBut(List<String> refused) {
    return refused.contains("zh") && !refused.contains("en") ? Locale.ENGLISH : STANDARD;
  }

  private static String primary(Locale.LanguageRange range) {
    return range.getRange().split("-", 2)[0];
  }
}
