package dev.merchantreview.console;

import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What all cases together show; every number leads to its cases. */
@Controller
@Hidden
class OverviewPage {

  private final Overview overview;

  OverviewPage(Overview overview) {
    this.overview = overview;
  }

  @GetMapping(ConsolePaths.ROOT)
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String overview(Model model, Locale locale) {
    model.addAttribute("shown", overview.show(locale));
    model.addAttribute("sheets", List.of("overview.css"));
    model.addAttribute("scripts", List.of("webjars/chart.js/dist/chart.umd.min.js", "overview.js"));
    return "console/overview";
  }
}
