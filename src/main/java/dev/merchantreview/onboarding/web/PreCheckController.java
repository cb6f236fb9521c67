package dev.merchantreview.onboarding.web;

import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.MachineChecks;
import dev.merchantreview.onboarding.MachineRule;
import dev.merchantreview.onboarding.ShopDataRule;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the machine checks would say, before anything is handed in. */
@RestController
@Tag(name = "Store applications")
class PreCheckController {

  private final MachineChecks checks;
  private final ApplicationViews applications;
  private final ShopDataRule shop;

  PreCheckController(MachineChecks checks, ApplicationViews applications, ShopDataRule shop) {
    this.shop = shop;
    this.checks = checks;
    this.applications = applications;
  }

  /**
   * @param passed whether the application would go on without being sent back
   */
  record PreCheck(boolean passed, List<CheckView> checks) {}

  /**
   * What one rule found.
   *
   * @param name of the rule, in the caller's language
   * @param version the standard, decision table or profile it was applied by
   * @param inputs what it looked at, personal data masked
   */
  record CheckView(
      String rule,
      String name,
      RuleResult.CheckOutcome outcome,
      String version,
      Map<String, Object> inputs,
      List<ApplicationView.ProblemView> problems,
      List<ApplicationView.ProblemView> findings) {}

  @PostMapping("/api/v1/store-applications/pre-check")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "preCheckStoreApplication",
      summary = "Apply the machine checks; nothing is kept")
  @Refuses({ProblemType.NOT_YOUR_MERCHANT, ProblemType.RULE_UNUSABLE})
  PreCheck preCheck(@RequestBody ApplicationContent content, Caller caller, Locale locale) {
    if (!caller.actsFor(content.merchantId())) {
      throw ApiProblem.notYourMerchant(content.merchantId());
    }
    ShopRefusal.require(shop, content);
    List<RuleResult> results = checks.apply(content, checks.ask(content));
    return new PreCheck(
        results.stream().allMatch(result -> result.problems().isEmpty()),
        results.stream()
            .filter(result -> !rule(result).isForAuditorsOnly())
            .map(result -> view(result, locale))
            .toList());
  }

  private CheckView view(RuleResult result, Locale locale) {
    return new CheckView(
        result.rule(),
        rule(result).label(locale),
        result.outcome(),
        result.version(),
        result.inputs(),
        applications.problems(result.problems(), locale),
        applications.problems(result.findings(), locale));
  }

  private static MachineRule rule(RuleResult result) {
    return MachineRule.valueOf(result.rule());
  }
}
