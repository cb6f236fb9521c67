package dev.merchantreview.admission.web;

import dev.merchantreview.admission.AdmissionRequirements;
import dev.merchantreview.admission.EligibilityCondition;
import dev.merchantreview.documents.NamedKind;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a service provider of a kind has to be, before anything is filled in. */
@RestController
@Tag(name = "Provider applications")
class AdmissionRequirementController {

  private final AdmissionRequirements requirements;
  private final PlatformListRule platforms;
  private final Texts texts;

  AdmissionRequirementController(
      AdmissionRequirements requirements, PlatformListRule platforms, Texts texts) {
    this.requirements = requirements;
    this.platforms = platforms;
    this.texts = texts;
  }

  /**
   * What a provider of a kind needs.
   *
   * @param kindName what the kind is called, in the caller's language
   * @param conditions each has to be met
   * @param papers what is handed in; one entry a demand
   * @param depositFen what it deposits once it is approved, unless the platform sets another amount
   * @param reviewWorkingDays working days until the end of which a review is due
   */
  record ProviderRequirementsView(
      Platform platform,
      ServiceProvider.Kind kind,
      String kindName,
      List<ConditionView> conditions,
      List<PaperDemandView> papers,
      long depositFen,
      int reviewWorkingDays) {}

  /**
   * A condition.
   *
   * @param code as it is found unmet
   * @param pointer where it is told in an application
   * @param text in words, in the caller's language
   * @param threshold fen, persons, years or brands; 0 where it is met or not
   */
  record ConditionView(EligibilityCondition code, String pointer, String text, long threshold) {}

  /**
   * A demand for papers.
   *
   * @param anyOf the kinds of which one fulfils it
   */
  record PaperDemandView(List<NamedKind> anyOf) {}

  @GetMapping(ProviderApplicationController.PATH + "/requirements")
  @MayCall
  @Operation(
      operationId = "getProviderApplicationRequirements",
      summary = "What a provider of a kind has to be and to hand in, before anything is filled in")
  @Refuses(ProblemType.RULE_UNUSABLE)
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "kind",
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(implementation = ServiceProvider.Kind.class))
  ProviderRequirementsView get(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Locale locale) {
    Query query = new Query(parameters, Set.of("platform", "kind"), Query.Kind.SINGLE);
    Optional<Platform> platform = constant(query, "platform", Platform.class);
    platform.ifPresent(one -> platforms.check(one, "#query/platform").forEach(query::wrong));
    Optional<ServiceProvider.Kind> kind = constant(query, "kind", ServiceProvider.Kind.class);
    query.check();
    return view(platform.orElseThrow(), kind.orElseThrow(), locale);
  }

  private static <E extends Enum<E>> Optional<E> constant(Query query, String name, Class<E> type) {
    return query.required(name).isEmpty() ? Optional.empty() : query.constant(name, type);
  }

  private ProviderRequirementsView view(
      Platform platform, ServiceProvider.Kind kind, Locale locale) {
    AdmissionRequirements.Needed needed = requirements.of(platform, kind);
    return new ProviderRequirementsView(
        platform,
        kind,
        kind.in(locale),
        needed.conditions().stream()
            .map(
                one ->
                    new ConditionView(
                        one.condition(),
                        one.condition().pointer(),
                        texts.text(
                            "provider-condition",
                            one.condition().name(),
                            locale,
                            one.condition().written(one.threshold())),
                        one.threshold()))
            .toList(),
        needed.papers().stream()
            .map(demand -> new PaperDemandView(demand.stream().map(NamedKind::of).toList()))
            .toList(),
        needed.depositFen(),
        needed.reviewWorkingDays());
  }
}
