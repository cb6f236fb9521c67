package dev.merchantreview.onboarding.web;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.category.CategoryListRule;
import dev.merchantreview.documents.NamedKind;
import dev.merchantreview.onboarding.OpeningConditions;
import dev.merchantreview.onboarding.Phase;
import dev.merchantreview.onboarding.Requirements;
import dev.merchantreview.onboarding.VerificationMethod;
import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.MayRepeat;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a store needs, before anything is filled in. */
@RestController
@Tag(name = "Store applications")
class RequirementController {

  /** As many as an application may name. */
  private static final int MOST = 20;

  private static final String CATEGORY = "category";
  private static final String PAPER = "identityPaper";
  private static final String POINTER = "#query/category";

  private final Requirements requirements;
  private final Categories categories;
  private final CategoryListRule listed;
  private final PlatformListRule platforms;
  private final Texts texts;

  RequirementController(
      Requirements requirements,
      Categories categories,
      CategoryListRule listed,
      PlatformListRule platforms,
      Texts texts) {
    this.requirements = requirements;
    this.categories = categories;
    this.listed = listed;
    this.platforms = platforms;
    this.texts = texts;
  }

  /**
   * What a store needs.
   *
   * @param fields what is filled in
   * @param papers what is handed in; one entry a demand
   * @param road the phases that lead to the store, in their order
   * @param shop what the shop has to show, handed in in its phase or with the application
   * @param depositFen the deposit; 0 where none is asked for, null while no rule in force has a
   *     figure
   * @param promotionDepositFen what promotion asks for besides; null where it is not open
   * @param yearlyFeeFen what a store pays a year, from the day it sells, and does not get back;
   *     null where nothing is asked for
   * @param invitations the categories that only invited merchants may sell in
   * @param reviewWorkingDays working days until the end of which an audit is due
   * @param openingConditions what a merchant has to be already; null where nothing is asked for
   */
  record RequirementsView(
      Platform platform,
      StoreType storeType,
      List<String> categories,
      List<RequiredFieldView> fields,
      List<RequiredPaperView> papers,
      List<RoadPhaseView> road,
      List<RequiredFieldView> shop,
      @Nullable Long depositFen,
      @Nullable Long promotionDepositFen,
      @Nullable Long yearlyFeeFen,
      List<String> invitations,
      int reviewWorkingDays,
      @Nullable OpeningConditionsView openingConditions) {}

  /**
   * What a merchant has to be already: one of two is enough.
   *
   * @param text in words, in the caller's language
   * @param followers how many a company's verified account has at least
   * @param score what each score of a shop elsewhere is at least, 0 to 5
   * @param taobaoDiamonds how many diamonds a shop on Taobao has at least
   */
  record OpeningConditionsView(String text, long followers, BigDecimal score, int taobaoDiamonds) {}

  /**
   * A field.
   *
   * @param pointer where it stands in an application
   * @param name what it is called, in the caller's language
   * @param required false where it may be left out
   */
  record RequiredFieldView(String pointer, String name, boolean required) {}

  /**
   * A demand for papers.
   *
   * @param anyOf the kinds of which one fulfils it
   * @param because the categories that make it; empty where the store type does
   */
  record RequiredPaperView(List<NamedKind> anyOf, List<String> because) {}

  /**
   * A phase.
   *
   * @param phase which one, for programs
   * @param name what it is called, in the caller's language
   * @param workingDays until the end of which it is due; null where they do not count
   * @param calendarDays the merchant has for it; null where they do not count
   * @param methods the ways to verify the account, one of which is enough; empty in other phases
   */
  record RoadPhaseView(
      Phase phase,
      String name,
      @Nullable Integer workingDays,
      @Nullable Integer calendarDays,
      List<VerificationMethod> methods) {}

  @GetMapping("/api/v1/store-applications/requirements")
  @MayCall
  @MayRepeat(CATEGORY)
  @Operation(
      operationId = "getStoreApplicationRequirements",
      summary = "What a store needs, before anything is filled in")
  @Refuses(ProblemType.RULE_UNUSABLE)
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "storeType",
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(implementation = StoreType.class))
  @Parameter(
      name = PAPER,
      in = ParameterIn.QUERY,
      description =
          "What the legal representative shows who they are with; a resident's identity card unless"
              + " given",
      schema = @Schema(implementation = IdentityPaper.class))
  @Parameter(
      name = CATEGORY,
      in = ParameterIn.QUERY,
      required = true,
      description = "Once for each category, 20 at most",
      array = @ArraySchema(schema = @Schema(type = "string"), minItems = 1, maxItems = MOST))
  RequirementsView get(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
      Locale locale) {
    Query query =
        new Query(
            parameters.toSingleValueMap(),
            Set.of("platform", "storeType", PAPER, CATEGORY),
            Query.Kind.SINGLE);
    Optional<Platform> platform = constant(query, "platform", Platform.class);
    platform.ifPresent(one -> platforms.check(one, "#query/platform").forEach(query::wrong));
    Optional<StoreType> storeType = constant(query, "storeType", StoreType.class);
    Optional<IdentityPaper> paper = query.constant(PAPER, IdentityPaper.class);
    List<String> names = parameters.getOrDefault(CATEGORY, List.of());
    judge(names, platform.filter(one -> platforms.check(one, "").isEmpty()), storeType, query);
    query.check();
    return view(
        platform.orElseThrow(),
        storeType.orElseThrow(),
        paper.orElse(IdentityPaper.RESIDENT_IDENTITY_CARD),
        names,
        locale);
  }

  private static <E extends Enum<E>> Optional<E> constant(Query query, String name, Class<E> type) {
    return query.required(name).isEmpty() ? Optional.empty() : query.constant(name, type);
  }

  private void judge(
      List<String> names, Optional<Platform> platform, Optional<StoreType> storeType, Query query) {
    if (names.isEmpty()) {
      query.wrong(FieldError.of(POINTER, "REQUIRED"));
    }
    if (names.size() > MOST) {
      query.wrong(FieldError.of(POINTER, "TOO_MANY"));
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        query.wrong(FieldError.of(POINTER, "NOT_UNIQUE"));
      }
      platform.ifPresent(
          one -> {
            listed.check(one, name, POINTER).forEach(query::wrong);
            storeType.ifPresent(type -> judge(one, type, name, query));
          });
    }
  }

  private void judge(Platform platform, StoreType storeType, String name, Query query) {
    categories
        .find(platform, name)
        .filter(one -> one.admission(storeType) == Category.Admission.CLOSED)
        .ifPresent(
            closed ->
                query.wrong(
                    FieldError.of(
                        POINTER,
                        "CATEGORY_CLOSED",
                        name,
                        closed.openTo().stream()
                            .map(StoreType::name)
                            .collect(Collectors.joining("、")))));
  }

  private RequirementsView view(
      Platform platform,
      StoreType storeType,
      IdentityPaper identityPaper,
      List<String> names,
      Locale locale) {
    Requirements.Needed needed = requirements.of(platform, storeType, identityPaper, names);
    return new RequirementsView(
        platform,
        storeType,
        List.copyOf(names),
        needed.fields().stream()
            .map(
                one ->
                    new RequiredFieldView(
                        one.field().pointer(), one.field().text().in(locale), one.required()))
            .toList(),
        needed.papers().stream()
            .map(
                paper ->
                    new RequiredPaperView(
                        paper.anyOf().stream().map(NamedKind::of).toList(), paper.because()))
            .toList(),
        needed.road().stream()
            .map(
                step ->
                    new RoadPhaseView(
                        step.phase(),
                        texts.text("phase", step.phase().name(), locale),
                        step.workingDays(),
                        step.calendarDays(),
                        step.methods()))
            .toList(),
        needed.shop().stream()
            .map(
                part ->
                    new RequiredFieldView(
                        "/shop" + part.field().pointer(),
                        texts.text("shop", part.field().name(), locale),
                        part.required()))
            .toList(),
        needed.depositFen(),
        needed.promotionDepositFen(),
        needed.yearlyFeeFen(),
        needed.invitations(),
        needed.reviewWorkingDays(),
        needed.opening() == null ? null : view(needed.opening(), locale));
  }

  private OpeningConditionsView view(OpeningConditions asked, Locale locale) {
    return new OpeningConditionsView(
        texts.text(
            "opening",
            "conditions",
            locale,
            asked.followers(),
            asked.score().toPlainString(),
            asked.taobaoDiamonds()),
        asked.followers(),
        asked.score(),
        asked.taobaoDiamonds());
  }
}
