package dev.merchantreview.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages before anybody is logged in: the login itself, the language, and what went wrong. */
@Controller
@Hidden
class ConsoleDoor {

  private final ConsoleErrors errors;
  private final PublicUrl publicUrl;
  private final WebProperties web;
  private final OidcProperties oidc;

  ConsoleDoor(ConsoleErrors errors, PublicUrl publicUrl, WebProperties web, OidcProperties oidc) {
    this.errors = errors;
    this.publicUrl = publicUrl;
    this.web = web;
    this.oidc = oidc;
  }

  @GetMapping(ConsolePaths.LOGIN)
  @ForEverybody
  String login(HttpServletRequest request, Model model) {
    model.addAttribute("byForm", web.hasLocalUsers());
    model.addAttribute("provider", oidc.isOn() ? OidcLogin.START : null);
    for (String told : List.of("failed", "refused", "away", "left")) {
      model.addAttribute(told, request.getParameter(told) != null);
    }
    return "console/login";
  }

  /**
   * Keeps the language a person chose, and goes back to the page it was chosen on.
   *
   * @param to {@code zh} or {@code en}; anything else leaves the language as it is
   * @param from a page of the console; of anything else the first page is shown
   */
  @GetMapping(ConsolePaths.LANGUAGE)
  @ForEverybody
  ResponseEntity<Void> language(
      @RequestParam(defaultValue = "") String to, @RequestParam(defaultValue = "") String from) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(HttpStatus.SEE_OTHER)
            .header(
                HttpHeaders.LOCATION,
                ConsolePaths.isPage(from.split("[?#]", 2)[0])
                        && !from.contains("//")
                        && !from.contains("\\")
                    ? from
                    : ConsolePaths.ROOT);
    if (Languages.isSpoken(to)) {
      answer.header(
          HttpHeaders.SET_COOKIE,
          ResponseCookie.from(Languages.COOKIE, to)
              .path(ConsolePaths.ROOT)
              .httpOnly(true)
              .secure(publicUrl.isSecure())
              .sameSite("Lax")
              .build()
              .toString());
    }
    return answer.build();
  }

  /** What a filter refused, told as a page; called by its own address, an unknown page. */
  @RequestMapping(ConsolePaths.PROBLEM)
  @ForEverybody
  ModelAndView problem(HttpServletRequest request) {
    return errors.page(
        request,
        request.getAttribute(ConsolePaths.PROBLEM_ATTRIBUTE) instanceof ApiProblem problem
            ? problem
            : ApiProblem.of(HttpStatus.NOT_FOUND));
  }
}
