package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.AccountNames;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.IdentityNumber;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.testing.ShippedProfiles;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule, where it passes and where it does not. */
class MachineRuleTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final OnboardingNumbers NUMBERS =
      ShippedProfiles.part(Platform.DOUYIN, "onboarding", OnboardingNumbers.class);

  private static final AccountNames NAMES =
      new AccountNames(new ConfigurationDirectory("classpath:/config/"));

  private final ApplicationContent sound = content(StoreType.ENTERPRISE);

  @Test
  void passesASoundApplicationByEveryRule() {
    for (MachineRule rule : MachineRule.values()) {
      RuleResult result = rule.apply(facts(sound));
      assertThat(result.outcome()).as(rule.name()).isEqualTo(RuleResult.CheckOutcome.PASSED);
      assertThat(result.version()).isNotBlank();
      assertThat(result.rule()).isEqualTo(rule.name());
    }
  }

  @Test
  void findsAMissingAndAWrongLicenceNumber() {
    assertThat(
            codes(
                MachineRule.LICENCE_NUMBER, withSubject(null, "2046-05-31", "11010519491231002X")))
        .containsExactly("LICENCE_NUMBER_MISSING");
    assertThat(
            codes(
                MachineRule.LICENCE_NUMBER,
                withSubject("91330100799655058C", "2046-05-31", "11010519491231002X")))
        .containsExactly("CHECK_CHARACTER");
    assertThat(MachineRule.LICENCE_NUMBER.apply(facts(content(StoreType.PERSONAL))).problems())
        .isEmpty();
  }

  @Test
  void leavesNumbersFromBeforeTheStandardAndOtherSubjectsToAnAuditor() {
    assertThat(licence(StoreType.ENTERPRISE, "000000000000000000"))
        .isEqualTo("[LICENCE_STRUCTURE] []");
    assertThat(licence(StoreType.ENTERPRISE, "91350203M0001ABC1F"))
        .isEqualTo("[] [LICENCE_TRIAL_CODE]");
    assertThat(licence(StoreType.INDIVIDUAL_BUSINESS, "330106600123456"))
        .isEqualTo("[] [LICENCE_OLD_REGISTRATION]");
    assertThat(licence(StoreType.ENTERPRISE, "330106600123456"))
        .isEqualTo("[] [LICENCE_OLD_REGISTRATION]");
    assertThat(licence(StoreType.INDIVIDUAL_BUSINESS, "91330100799655058B"))
        .isEqualTo("[] [LICENCE_OTHER_KIND]");
    assertThat(licence(StoreType.FLAGSHIP, "91330100799655058B")).isEqualTo("[] []");
  }

  /** [D-fee] What is stated is a person's to compare; what is not enough goes back. */
  @Test
  void asksForOpeningConditionsWhereTheProfileDoes() {
    assertThat(opening(null)).isEqualTo("[OPENING_STATEMENT_MISSING] []");
    assertThat(opening(new OpeningStatement(true, 299_999L, null)))
        .isEqualTo("[OPENING_CONDITIONS_NOT_MET] []");
    assertThat(opening(new OpeningStatement(true, 300_000L, null)))
        .isEqualTo("[] [OPENING_STATEMENT_UNPROVEN]");
    assertThat(MachineRule.OPENING_CONDITIONS.isAsked(facts(sound))).isFalse();
  }

  private String opening(@Nullable OpeningStatement stated) {
    MachineRule.Facts off = facts(sound);
    OnboardingNumbers on =
        new OnboardingNumbers(
            NUMBERS.road(),
            NUMBERS.roads(),
            NUMBERS.storeFrom(),
            NUMBERS.auditWorkingDays(),
            NUMBERS.auditReminderWorkingDays(),
            NUMBERS.fixDays(),
            NUMBERS.fixRounds(),
            NUMBERS.accountVerification(),
            NUMBERS.shopData(),
            NUMBERS.contractDays(),
            NUMBERS.contractTemplate(),
            NUMBERS.depositDays(),
            NUMBERS.reminderDays(),
            NUMBERS.licenceRestDays(),
            NUMBERS.minimumAge(),
            new OpeningConditions(300_000L, new BigDecimal("4.7"), 1));
    ApplicationContent content =
        new ApplicationContent(
            sound.platform(),
            sound.merchantId(),
            sound.storeType(),
            sound.storeName(),
            sound.categories(),
            sound.subject(),
            sound.settlementAccount(),
            sound.contact(),
            sound.documents(),
            null,
            stated,
            null);
    MachineRule.Facts facts =
        new MachineRule.Facts(
            content, TODAY, on, off.rules(), Set.of(), List.of(), List.of(), null, NAMES);
    assertThat(MachineRule.OPENING_CONDITIONS.isAsked(facts)).isTrue();
    RuleResult result = MachineRule.OPENING_CONDITIONS.apply(facts);
    return result.problems().stream().map(Problem::code).toList()
        + " "
        + result.findings().stream().map(Problem::code).toList();
  }

  private static String licence(StoreType type, String number) {
    RuleResult result =
        MachineRule.LICENCE_NUMBER.apply(
            facts(content(type, number, null, "11010519491231002X", "青禾(杭州)服饰有限公司", List.of())));
    return result.problems().stream().map(Problem::code).toList()
        + " "
        + result.findings().stream().map(Problem::code).toList();
  }

  @Test
  void refusesIdentityNumbersOfNowhereAndRemarksOnThoseOfAnotherCentury() {
    RuleResult old =
        MachineRule.IDENTITY_NUMBER.apply(
            facts(
                withSubject(
                    "91330100799655058B", "2046-05-31", withCheckDigit("11010518000307002"))));
    assertThat(old.problems()).isEmpty();
    assertThat(old.findings()).extracting(Problem::code).containsExactly("IDENTITY_AGE_UNLIKELY");
    assertThat(identity(withCheckDigit("00010519800307002"))).containsExactly("IDENTITY_REGION");
    assertThat(identity(withCheckDigit("83000019800307002"))).isEmpty();
  }

  @Test
  void takesANameForTheSameHoweverTheBankPrintsIt() {
    for (String holder : List.of("青禾 （杭州） 服饰有限公司", "青禾(杭州)　服饰有限公司", "青禾〔杭州〕服饰有限公司")) {
      RuleResult result = MachineRule.ACCOUNT_HOLDER.apply(facts(withHolder(sound, holder)));
      assertThat(result.outcome()).as(holder).isEqualTo(RuleResult.CheckOutcome.PASSED);
    }
    RuleResult near = MachineRule.ACCOUNT_HOLDER.apply(facts(withHolder(sound, "青禾(杭州)服飾有限公司")));
    assertThat(near.problems()).isEmpty();
    assertThat(near.findings()).extracting(Problem::code).containsExactly("ACCOUNT_HOLDER_NEAR");
  }

  @Test
  void findsWrongIdentityNumbersImpossibleBirthDatesAndChildren() {
    assertThat(identity("110105194912310021")).containsExactly("IDENTITY_CHECK_DIGIT");
    assertThat(identity(withCheckDigit("11010519490231002")))
        .containsExactly("IDENTITY_BIRTH_DATE");
    assertThat(identity(withCheckDigit("11010520270101002")))
        .containsExactly("IDENTITY_BIRTH_DATE");
    assertThat(identity(withCheckDigit("11010520081121002"))).containsExactly("UNDER_AGE");
    // Eighteen today.
    assertThat(identity(withCheckDigit("11010520081120002"))).isEmpty();
  }

  @Test
  void neverTellsTheIdentityNumber() {
    assertThat(MachineRule.IDENTITY_NUMBER.apply(facts(sound)).inputs().toString())
        .doesNotContain("11010519491231002X")
        .contains("110105********002X");
  }

  @Test
  void findsLicencesThatHaveExpiredOrExpireSoon() {
    assertThat(validity("2026-11-19")).containsExactly("LICENCE_EXPIRED");
    assertThat(validity("2026-11-20")).containsExactly("LICENCE_EXPIRES_SOON");
    assertThat(validity("2026-12-19")).containsExactly("LICENCE_EXPIRES_SOON");
    assertThat(validity("2026-12-20")).isEmpty();
    assertThat(validity(null)).isEmpty();
  }

  @Test
  void wantsAnEnterprisesAccountInItsNameAndOnlyRemarksOnOthers() {
    ApplicationContent other = withHolder(sound, "另一家公司");
    assertThat(codes(MachineRule.ACCOUNT_HOLDER, other)).containsExactly("ACCOUNT_HOLDER_DIFFERS");
    RuleResult personal =
        MachineRule.ACCOUNT_HOLDER.apply(facts(withHolder(content(StoreType.PERSONAL), "另一人")));
    assertThat(personal.problems()).isEmpty();
    assertThat(personal.findings())
        .extracting(Problem::code)
        .containsExactly("ACCOUNT_HOLDER_UNUSUAL");
    // Full-width and half-width forms are the same name.
    assertThat(
            codes(
                MachineRule.ACCOUNT_HOLDER,
                withHolder(sound, " 青禾（杭州）服饰有限公司 ".replace("（杭州）", "(杭州)"))))
        .isEmpty();
  }

  @Test
  void namesEachDocumentThatIsMissing() {
    MachineRule.Facts facts =
        facts(
            sound,
            List.of(
                List.of("BUSINESS_LICENCE"),
                List.of("TRADEMARK_CERTIFICATE", "BRAND_AUTHORISATION")),
            Map.of(),
            Set.of(),
            List.of());
    RuleResult result = MachineRule.REQUIRED_DOCUMENTS.apply(facts);
    assertThat(result.problems())
        .extracting(Problem::note)
        .containsExactly("TRADEMARK_CERTIFICATE / BRAND_AUTHORISATION");
    assertThat(result.version()).isEqualTo("required-documents 1");
  }

  @Test
  void refusesClosedCategoriesAndThoseWithoutAnInvitation() {
    Map<String, CategoryRule.Restriction> restricted =
        Map.of("服饰", CategoryRule.Restriction.CLOSED);
    Map<String, CategoryRule.Restriction> invited =
        Map.of("服饰", CategoryRule.Restriction.INVITATION);
    assertThat(admission(restricted, Set.of("服饰"))).containsExactly("CATEGORY_CLOSED");
    assertThat(admission(invited, Set.of())).containsExactly("INVITATION_REQUIRED");
    assertThat(admission(invited, Set.of("服饰"))).isEmpty();
    assertThat(admission(Map.of("服饰", CategoryRule.Restriction.UNKNOWN), Set.of("服饰")))
        .containsExactly("CATEGORY_UNKNOWN");
  }

  @Test
  void refusesABrandStoreWhosePapersHaveAllRunOut() {
    ApplicationContent expired = withPaper("2026-11-19");
    assertThat(codes(MachineRule.BRAND_PAPERS, expired)).containsExactly("BRAND_PAPER_EXPIRED");
    assertThat(codes(MachineRule.BRAND_PAPERS, withPaper("2026-11-20"))).isEmpty();
    assertThat(MachineRule.BRAND_PAPERS.apply(facts(withPaper(null))).findings())
        .extracting(Problem::code)
        .containsExactly("BRAND_PAPER_NO_END");
  }

  @Test
  void remarksOnALicenceAnotherMerchantNames() {
    RuleResult result =
        MachineRule.DUPLICATE_LICENCE.apply(
            facts(sound, List.of(), Map.of(), Set.of(), List.of("sa_0000000000000001")));
    assertThat(result.problems()).isEmpty();
    assertThat(result.findings()).extracting(Problem::note).containsExactly("sa_0000000000000001");
    assertThat(MachineRule.DUPLICATE_LICENCE.isForAuditorsOnly()).isTrue();
  }

  @Test
  void remarksOnACategoryThatWasLostBefore() {
    String category = sound.categories().getLast();
    RuleResult result =
        LostCategories.result(
            sound,
            List.of(
                new LostCategories.Lost(category, "2026-10-01 · st_1"),
                new LostCategories.Lost("另一类目", "2026-10-02 · st_2")));
    assertThat(result.rule()).isEqualTo("LOST_CATEGORY");
    assertThat(result.problems()).isEmpty();
    assertThat(result.findings())
        .extracting(Problem::pointer, Problem::code, Problem::note)
        .containsExactly(
            tuple(
                "/categories/" + (sound.categories().size() - 1),
                "CATEGORY_LOST_BEFORE",
                "2026-10-01 · st_1"));
    assertThat(MachineRule.LOST_CATEGORY.isForAuditorsOnly()).isTrue();
  }

  /** Every code a rule can find is worded in both languages. */
  @Test
  void findsOnlyWhatTheTableWords() {
    ProblemTable table = new ApplicationProblems(new ConfigurationDirectory("classpath:/config/"));
    for (String code :
        List.of(
            "LICENCE_NUMBER_MISSING",
            "CHECK_CHARACTER",
            "LICENCE_STRUCTURE",
            "LICENCE_TRIAL_CODE",
            "LICENCE_OLD_REGISTRATION",
            "LICENCE_OTHER_KIND",
            "IDENTITY_REGION",
            "IDENTITY_AGE_UNLIKELY",
            "ACCOUNT_HOLDER_NEAR",
            "CATEGORY_UNKNOWN",
            "IDENTITY_CHECK_DIGIT",
            "IDENTITY_BIRTH_DATE",
            "UNDER_AGE",
            "LICENCE_EXPIRED",
            "LICENCE_EXPIRES_SOON",
            "ACCOUNT_HOLDER_DIFFERS",
            "ACCOUNT_HOLDER_UNUSUAL",
            "DOCUMENT_MISSING",
            "CATEGORY_CLOSED",
            "INVITATION_REQUIRED",
            "BRAND_PAPER_EXPIRED",
            "BRAND_PAPER_NO_END",
            "OPENING_STATEMENT_MISSING",
            "OPENING_CONDITIONS_NOT_MET",
            "OPENING_STATEMENT_UNPROVEN",
            "DUPLICATE_LICENCE",
            "CATEGORY_LOST_BEFORE",
            "ACCOUNT_REFUSED",
            "VERIFICATION_EXHAUSTED")) {
      assertThat(table.code(code)).as(code).isPresent();
      assertThat(table.code(code).orElseThrow().auditor()).isFalse();
    }
  }

  private List<String> identity(String number) {
    return codes(
        MachineRule.IDENTITY_NUMBER, withSubject("91330100799655058B", "2046-05-31", number));
  }

  private List<String> validity(@Nullable String until) {
    return codes(
        MachineRule.LICENCE_VALIDITY,
        withSubject("91330100799655058B", until, "11010519491231002X"));
  }

  private List<String> admission(
      Map<String, CategoryRule.Restriction> restrictions, Set<String> invited) {
    return MachineRule.CATEGORY_ADMISSION
        .apply(facts(sound, List.of(), restrictions, invited, List.of()))
        .problems()
        .stream()
        .map(Problem::code)
        .toList();
  }

  private static List<String> codes(MachineRule rule, ApplicationContent content) {
    return rule.apply(facts(content)).problems().stream().map(Problem::code).toList();
  }

  private static MachineRule.Facts facts(ApplicationContent content) {
    return facts(content, List.of(), Map.of(), Set.of(), List.of());
  }

  private static MachineRule.Facts facts(
      ApplicationContent content,
      List<List<String>> documents,
      Map<String, CategoryRule.Restriction> restrictions,
      Set<String> invited,
      List<String> sameLicence) {
    return new MachineRule.Facts(
        content,
        TODAY,
        NUMBERS,
        new MachineRule.Tables(
            new DocumentRule.Requirement(
                documents, Map.of("decision", "required-documents", "version", 1)),
            new CategoryRule.Restrictions(
                restrictions, Map.of("decision", "category-admission", "version", 1))),
        invited,
        sameLicence,
        List.of(),
        null,
        NAMES);
  }

  private static ApplicationContent.LegalRepresentative resident(String number) {
    return new ApplicationContent.LegalRepresentative("陈青", number, null, null, null, null, null);
  }

  private static ApplicationContent content(StoreType type) {
    return content(
        type,
        type == StoreType.PERSONAL ? null : "91330100799655058B",
        LocalDate.of(2046, 5, 31),
        "11010519491231002X",
        "青禾(杭州)服饰有限公司",
        List.of(new DocumentReference(DocumentKind.BUSINESS_LICENCE, "dc_0000000000000001", null)));
  }

  private static ApplicationContent content(
      StoreType type,
      @Nullable String licence,
      @Nullable LocalDate until,
      String identity,
      String holder,
      List<DocumentReference> documents) {
    return new ApplicationContent(
        Platform.DOUYIN,
        "m-1",
        type,
        "青禾女装",
        List.of("服饰"),
        new ApplicationContent.Subject(
            "青禾(杭州)服饰有限公司", licence, until, resident(identity), null, null),
        new ApplicationContent.SettlementAccount(holder, "招商银行", "571900000010606"),
        new ApplicationContent.Contact("陈青", "13800000000", "qing@example.com"),
        documents,
        null,
        null,
        null);
  }

  private static ApplicationContent withSubject(
      @Nullable String licence, @Nullable String until, String identity) {
    return content(
        StoreType.ENTERPRISE,
        licence,
        until == null ? null : LocalDate.parse(until),
        identity,
        "青禾(杭州)服饰有限公司",
        List.of());
  }

  private static ApplicationContent withHolder(ApplicationContent content, String holder) {
    return content(
        content.storeType(),
        content.subject().licenceNumber(),
        content.subject().licenceValidUntil(),
        content.subject().legalRepresentative().identityNumber(),
        holder,
        content.documents());
  }

  private static ApplicationContent withPaper(@Nullable String until) {
    return content(
        StoreType.FLAGSHIP,
        "91330100799655058B",
        null,
        "11010519491231002X",
        "青禾(杭州)服饰有限公司",
        List.of(
            new DocumentReference(
                DocumentKind.BRAND_AUTHORISATION,
                "dc_0000000000000002",
                until == null ? null : LocalDate.parse(until))));
  }

  /** The 17 digits with the check digit they need. */
  private static String withCheckDigit(String digits) {
    for (char check : "0123456789X".toCharArray()) {
      if (IdentityNumber.hasValidCheckDigit(digits + check)) {
        return digits + check;
      }
    }
    throw new AssertionError(digits);
  }
}
