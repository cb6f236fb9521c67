package dev.merchantreview.onboarding;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.deposit.YearlyFeeNumbers;
import dev.merchantreview.deposit.YearlyFeeSwitch;
import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.shared.UnusableRuleException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What a store needs, before anything is filled in: said by the very rules, tables and trees that
 * judge an application once it is handed in.
 */
@Service
public class Requirements {

  /** What only a subject with a licence fills in. */
  private static final Set<String> OF_LICENCE =
      Set.of("/subject/licenceNumber", "/subject/licenceValidUntil");

  /** What only a subject from abroad fills in. */
  static final String OF_SUBJECT_ABROAD = "/subject/registeredIn";

  /** Handed in in a phase of its own. */
  static final String SHOP = "/shop/";

  /** Left out, a licence has no end. */
  private static final Set<String> OPTIONAL = Set.of("/subject/licenceValidUntil");

  private final Platforms platforms;
  private final Categories categories;
  private final DocumentRule documents;
  private final CategoryRule rule;
  private final DepositRule deposits;
  private final PromotionRule promotions;
  private final ApplicationProblems table;

  Requirements(
      Platforms platforms,
      Categories categories,
      DocumentRule documents,
      CategoryRule rule,
      DepositRule deposits,
      PromotionRule promotions,
      ApplicationProblems table) {
    this.platforms = platforms;
    this.categories = categories;
    this.documents = documents;
    this.rule = rule;
    this.deposits = deposits;
    this.promotions = promotions;
    this.table = table;
  }

  /**
   * A phase with the time there is for it.
   *
   * @param workingDays until the end of which it is due; null where they do not count
   * @param calendarDays the merchant has for it; null where they do not count
   * @param methods the ways to verify the account; empty in other phases
   */
  public record Step(
      Phase phase,
      @Nullable Integer workingDays,
      @Nullable Integer calendarDays,
      List<VerificationMethod> methods) {}

  /**
   * A field to be filled in.
   *
   * @param required false where it may be left out
   */
  public record Field(ProblemTable.Field field, boolean required) {}

  /**
   * A demand for papers.
   *
   * @param anyOf the kinds of which one fulfils it
   * @param because the categories that make it; empty where the store type does
   */
  public record Paper(List<DocumentKind> anyOf, List<String> because) {}

  /**
   * What a shop has to show.
   *
   * @param required false where it may be left out
   */
  public record ShopPart(ShopField field, boolean required) {}

  /**
   * All of it.
   *
   * @param road the phases in their order
   * @param shop what is asked for of the shop; empty where the road has no such phase
   * @param depositFen null while no rule in force has a figure
   * @param promotionDepositFen what promotion asks for besides; null where it is not open
   * @param yearlyFeeFen what a store pays a year and does not get back; null where nothing is asked
   *     for
   * @param invitations the categories that only invited merchants may sell in
   * @param reviewWorkingDays working days until the end of which an audit is due
   * @param opening what a merchant has to be already; null where nothing is asked for
   */
  public record Needed(
      List<Field> fields,
      List<Paper> papers,
      List<Step> road,
      List<ShopPart> shop,
      @Nullable Long depositFen,
      @Nullable Long promotionDepositFen,
      @Nullable Long yearlyFeeFen,
      List<String> invitations,
      int reviewWorkingDays,
      @Nullable OpeningConditions opening) {}

  /**
   * @param identityPaper what the legal representative shows who they are with
   * @param names categories of the platform that are open to the store type
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Needed of(
      Platform platform, StoreType storeType, IdentityPaper identityPaper, List<String> names) {
    OnboardingNumbers numbers = platforms.get(platform).part(OnboardingNumbers.class);
    Road road = numbers.roadOf(storeType);
    Long depositFen =
        road.has(Phase.DEPOSIT)
            ? fen(deposits.decide(platform, storeType, names))
            : Long.valueOf(0);
    return new Needed(
        fields(storeType),
        papers(platform, storeType, identityPaper, names),
        road.phases().stream()
            .filter(phase -> phase != Phase.DEPOSIT || depositFen == null || depositFen > 0)
            .map(phase -> step(phase, numbers))
            .toList(),
        road.has(Phase.SHOP_DATA) ? shop(numbers.shop()) : List.of(),
        depositFen,
        fen(promotions.decide(platform, storeType, names).orElse(null)),
        YearlyFeeSwitch.of(platforms.get(platform)).map(YearlyFeeNumbers::amountFen).orElse(null),
        names.stream()
            .filter(
                name ->
                    categories
                        .find(platform, name)
                        .filter(one -> one.admission(storeType) == Category.Admission.INVITATION)
                        .isPresent())
            .toList(),
        numbers.auditWorkingDays(),
        numbers.openingConditions());
  }

  private static @Nullable Long fen(DepositRule.@Nullable Answer answer) {
    return answer instanceof DepositRule.Requirement required ? required.amountFen() : null;
  }

  private List<Field> fields(StoreType storeType) {
    return table.fields().stream()
        .filter(field -> !field.pointer().startsWith(SHOP))
        .filter(field -> storeType.hasLicence() || !OF_LICENCE.contains(field.pointer()))
        .filter(
            field -> storeType.isOfSubjectAbroad() || !OF_SUBJECT_ABROAD.equals(field.pointer()))
        .map(field -> new Field(field, !OPTIONAL.contains(field.pointer())))
        .toList();
  }

  private List<Paper> papers(
      Platform platform, StoreType storeType, IdentityPaper identityPaper, List<String> names) {
    Map<List<String>, List<String>> demands = new LinkedHashMap<>();
    documents
        .requirementFor(platform, storeType.name(), identityPaper)
        .anyOf()
        .forEach(anyOf -> demands.put(anyOf, new ArrayList<>()));
    Set<List<String>> ofStoreType = Set.copyOf(demands.keySet());
    for (String name : names) {
      for (List<String> anyOf : rule.papersFor(platform, storeType, List.of(name))) {
        if (!ofStoreType.contains(anyOf)) {
          demands.computeIfAbsent(anyOf, none -> new ArrayList<>()).add(name);
        }
      }
    }
    return demands.entrySet().stream()
        .map(
            demand ->
                new Paper(
                    demand.getKey().stream().map(Requirements::kind).toList(),
                    List.copyOf(demand.getValue())))
        .toList();
  }

  private static DocumentKind kind(String name) {
    if (!DocumentKind.isKnown(name)) {
      throw new UnusableRuleException(
          DocumentRule.TABLE, "there is no kind of document " + name, null);
    }
    return DocumentKind.valueOf(name);
  }

  private static Step step(Phase phase, OnboardingNumbers numbers) {
    return switch (phase) {
      case SUBJECT -> new Step(phase, null, null, List.of());
      case AUDIT -> new Step(phase, numbers.auditWorkingDays(), null, List.of());
      case VERIFY_ACCOUNT -> {
        VerificationNumbers verification = numbers.verification();
        yield new Step(phase, null, verification.days(), verification.methods());
      }
      case SHOP_DATA -> new Step(phase, null, numbers.shop().days(), List.of());
      case SIGN -> new Step(phase, null, numbers.contractDays(), List.of());
      case DEPOSIT -> new Step(phase, null, numbers.depositDays(), List.of());
    };
  }

  private static List<ShopPart> shop(ShopDataNumbers asked) {
    return Stream.concat(
            asked.required().stream().map(field -> new ShopPart(field, true)),
            asked.optional().stream().map(field -> new ShopPart(field, false)))
        .toList();
  }
}
