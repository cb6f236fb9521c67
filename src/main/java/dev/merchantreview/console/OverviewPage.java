package dev.merchantreview.console;

import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What all cases together show. */
@Controller
@Hidden
class OverviewPage {

  @GetMapping(ConsolePaths.ROOT)
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String overview() {
    return "console/overview";
  }
}
