package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.AccountNames;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.testing.ShippedProfiles;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subjects and people from everywhere: what is refused, and what an auditor decides. */
class SubjectChecksTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final AccountNames NAMES =
      new AccountNames(new ConfigurationDirectory("classpath:/config/"));
  private static final ProblemTable TABLE =
      new ApplicationProblems(new ConfigurationDirectory("classpath:/config/"));

  /** Problems go back to the merchant, findings to the auditor. */
  @ParameterizedTest
  @CsvSource({
    // Numbers by GB 11643, each begun as its paper's are.
    "RESIDENT_IDENTITY_CARD, 11010519800307002, , '[] []'",
    "RESIDENT_IDENTITY_CARD, 81000019800307002, , '[IDENTITY_REGION] []'",
    "RESIDENT_IDENTITY_CARD, 83000019800307002, , '[IDENTITY_REGION] []'",
    "RESIDENCE_PERMIT, 81000019800307002, , '[] []'",
    "RESIDENCE_PERMIT, 82000019800307002, , '[] []'",
    "RESIDENCE_PERMIT, 83000019800307002, , '[] []'",
    "RESIDENCE_PERMIT, 84000019800307002, , '[IDENTITY_REGION] []'",
    "RESIDENCE_PERMIT, 11010519800307002, , '[IDENTITY_REGION] []'",
    "RESIDENCE_PERMIT, 81000020081121002, , '[UNDER_AGE] []'",
    "RESIDENCE_PERMIT, 81000018991231002, , '[] [IDENTITY_AGE_UNLIKELY]'",
    "PERMANENT_RESIDENCE_CARD, 91101519800307002, , '[] []'",
    "PERMANENT_RESIDENCE_CARD, 11010519800307002, , '[IDENTITY_REGION] []'",
    "PERMANENT_RESIDENCE_CARD, USA110080030710, 1980-03-07, '[] [IDENTITY_UNCHECKED]'",
    "HK_MACAU_TRAVEL_PERMIT, H12345678, 1980-03-07, '[] [IDENTITY_UNCHECKED]'",
    "TAIWAN_TRAVEL_PERMIT, 12345678, 2008-11-20, '[] [IDENTITY_UNCHECKED]'",
    "TAIWAN_TRAVEL_PERMIT, 12345678, 2008-11-21, '[UNDER_AGE] [IDENTITY_UNCHECKED]'",
    "PASSPORT, E12345678, 2027-01-01, '[IDENTITY_BIRTH_DATE] [IDENTITY_UNCHECKED]'",
    "PASSPORT, E12345678, 1899-12-31, '[] [IDENTITY_UNCHECKED, IDENTITY_AGE_UNLIKELY]'",
  })
  void judgeEachPaperAsFarAsItCanBe(
      IdentityPaper paper, String number, @Nullable String birthDate, String found) {
    String whole = number.length() == 17 ? withCheckDigit(number) : number;
    assertThat(found(MachineRule.IDENTITY_NUMBER, person(whole, paper, birthDate, null, null)))
        .isEqualTo(found);
    assertThat(
            MachineRule.IDENTITY_NUMBER
                .apply(facts(person(whole, paper, birthDate, null, null)))
                .inputs()
                .toString())
        .doesNotContain(whole)
        .doesNotContain(String.valueOf(birthDate));
  }

  @ParameterizedTest
  @CsvSource({
    "RESIDENT_IDENTITY_CARD, 11010519491231002X 110105194912310021, 1101051949123100 '' 11010519491231002x",
    "RESIDENCE_PERMIT, 810000198003070028, H12345678 8100001980030700288",
    "HK_MACAU_TRAVEL_PERMIT, H12345678 M1234567890, H123456789 K12345678 H1234567 12345678",
    "TAIWAN_TRAVEL_PERMIT, 12345678, 1234567 123456789 T1234567",
    "PASSPORT, E12345678 12345 AB1234567, AB12 E123456789 e12345678",
    "PERMANENT_RESIDENCE_CARD, 911015198003070028 USA110080030710, US1100800307101 110105198003070028",
  })
  void takeTheNumbersOfTheirMake(IdentityPaper paper, String right, String wrong) {
    assertThat(Arrays.stream(right.split(" "))).allMatch(paper::takes);
    assertThat(Arrays.stream(wrong.split(" "))).noneMatch(paper::takes);
  }

  /** A renewed permit is the same person's. */
  @Test
  void keepWhatLastsOfANumber() {
    assertThat(IdentityPaper.lasting("H1234567801")).isEqualTo("H12345678");
    assertThat(IdentityPaper.lasting("H12345678")).isEqualTo("H12345678");
    assertThat(IdentityPaper.lasting("11010519491231002X")).isEqualTo("11010519491231002X");
    assertThat(IdentityPaper.lasting("AB1234567")).isEqualTo("AB1234567");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-19, '[IDENTITY_PAPER_EXPIRED] []'",
    "2026-11-20, '[] [IDENTITY_PAPER_EXPIRES_SOON]'",
    "2026-12-19, '[] [IDENTITY_PAPER_EXPIRES_SOON]'",
    "2026-12-20, '[] []'",
    ", '[] []'",
  })
  void refuseExpiredPapersOfEveryKind(@Nullable LocalDate until, String found) {
    for (IdentityPaper paper : IdentityPaper.values()) {
      assertThat(
              found(
                  MachineRule.IDENTITY_VALIDITY,
                  person("E12345678", paper, "1980-03-07", until, null)))
          .isEqualTo(found);
    }
  }

  /**
   * A number that is wrong by its check goes back once; said to be so on the paper, to a person.
   */
  @Test
  void leaveNumbersThatAreSoOnThePaperToAnAuditor() {
    assertThat(
            found(
                MachineRule.IDENTITY_NUMBER, person("110105194912310021", null, null, null, null)))
        .isEqualTo("[IDENTITY_CHECK_DIGIT] []");
    assertThat(
            found(
                MachineRule.IDENTITY_NUMBER, person("110105194912310021", null, null, null, true)))
        .isEqualTo("[] [IDENTITY_AS_PRINTED]");
    // What nobody is given stays refused, whoever says what.
    assertThat(
            found(
                MachineRule.IDENTITY_NUMBER, person("000105194912310021", null, null, null, true)))
        .isEqualTo("[IDENTITY_REGION] [IDENTITY_AS_PRINTED]");
    assertThat(licence(StoreType.ENTERPRISE, "91330100799655058C", null, null))
        .isEqualTo("[CHECK_CHARACTER] []");
    assertThat(licence(StoreType.ENTERPRISE, "91330100799655058C", null, false))
        .isEqualTo("[CHECK_CHARACTER] []");
    assertThat(licence(StoreType.ENTERPRISE, "91330100799655058C", null, true))
        .isEqualTo("[] [LICENCE_AS_PRINTED]");
    assertThat(licence(StoreType.ENTERPRISE, "000000000000000000", null, true))
        .isEqualTo("[LICENCE_STRUCTURE] []");
    for (StoreType type : List.of(StoreType.INDIVIDUAL_BUSINESS, StoreType.FLAGSHIP)) {
      assertThat(licence(type, "330106600123456", null, null))
          .isEqualTo("[] [LICENCE_OLD_REGISTRATION]");
    }
  }

  @Test
  void cannotCheckARegistrationAbroad() {
    assertThat(licence(StoreType.IMPORT, "2019-12345 K", "SG", null))
        .isEqualTo("[] [REGISTRATION_UNCHECKED]");
    assertThat(licence(StoreType.IMPORT, "91330100799655058C", "HK", null))
        .isEqualTo("[] [REGISTRATION_UNCHECKED]");
    assertThat(licence(StoreType.IMPORT, null, "SG", null))
        .isEqualTo("[LICENCE_NUMBER_MISSING] []");
  }

  /** [W-shop] trademark certificate or acceptance notice, authorisation when an agent. */
  @ParameterizedTest
  @CsvSource({
    "TRADEMARK_ACCEPTANCE_NOTICE BRAND_AUTHORISATION:2027-01-01, '[] [TRADEMARK_NOT_REGISTERED]'",
    "TRADEMARK_CERTIFICATE:2026-11-19 BRAND_AUTHORISATION:2027-01-01, '[BRAND_PAPER_EXPIRED] []'",
    "TRADEMARK_CERTIFICATE:2027-01-01 BRAND_AUTHORISATION:2026-11-19, '[BRAND_PAPER_EXPIRED] []'",
    "TRADEMARK_CERTIFICATE:2026-11-19 TRADEMARK_ACCEPTANCE_NOTICE BRAND_AUTHORISATION:2027-01-01,"
        + " '[] [TRADEMARK_NOT_REGISTERED]'",
    "TRADEMARK_CERTIFICATE BRAND_AUTHORISATION, '[] [BRAND_PAPER_NO_END, BRAND_PAPER_NO_END]'",
  })
  void wantOneValidBrandPaperOfEachDemand(String papers, String found) {
    List<DocumentReference> documents =
        Stream.of(papers.split(" "))
            .map(paper -> paper.split(":"))
            .map(
                paper ->
                    new DocumentReference(
                        DocumentKind.valueOf(paper[0]),
                        "dc_0000000000000001",
                        paper.length == 1 ? null : LocalDate.parse(paper[1])))
            .toList();
    ApplicationContent content =
        content(
            StoreType.SINGLE_BRAND,
            subject("91330100799655058B", null, null, resident("11010519491231002X")),
            documents);
    assertThat(
            found(
                MachineRule.BRAND_PAPERS.apply(
                    facts(
                        content,
                        List.of(
                            List.of("TRADEMARK_CERTIFICATE", "TRADEMARK_ACCEPTANCE_NOTICE"),
                            List.of("BRAND_AUTHORISATION"))))))
        .isEqualTo(found);
  }

  private static String licence(
      StoreType type,
      @Nullable String number,
      @Nullable String country,
      @Nullable Boolean printed) {
    return found(
        MachineRule.LICENCE_NUMBER,
        content(
            type, subject(number, country, printed, resident("11010519491231002X")), List.of()));
  }

  private static ApplicationContent person(
      String number,
      @Nullable IdentityPaper paper,
      @Nullable String birthDate,
      @Nullable LocalDate until,
      @Nullable Boolean printed) {
    return content(
        StoreType.ENTERPRISE,
        subject(
            "91330100799655058B",
            null,
            null,
            new ApplicationContent.LegalRepresentative(
                "陈青", number, paper, null, birthDate, until, printed)),
        List.of());
  }

  private static ApplicationContent.LegalRepresentative resident(String number) {
    return new ApplicationContent.LegalRepresentative("陈青", number, null, null, null, null, null);
  }

  private static ApplicationContent.Subject subject(
      @Nullable String number,
      @Nullable String country,
      @Nullable Boolean printed,
      ApplicationContent.LegalRepresentative person) {
    return new ApplicationContent.Subject("青禾服饰有限公司", number, null, person, country, printed);
  }

  private static ApplicationContent content(
      StoreType type, ApplicationContent.Subject subject, List<DocumentReference> documents) {
    return new ApplicationContent(
        Platform.KUAISHOU,
        "m-1",
        type,
        "青禾女装",
        List.of("服饰"),
        subject,
        new ApplicationContent.SettlementAccount("青禾服饰有限公司", "招商银行", "571900000010606"),
        new ApplicationContent.Contact("陈青", "13800000000", "qing@example.com"),
        documents,
        null,
        null,
        null);
  }

  private static String found(MachineRule rule, ApplicationContent content) {
    return found(rule.apply(facts(content)));
  }

  /** What was found, each of it worded in both languages. */
  private static String found(RuleResult result) {
    Stream.concat(result.problems().stream(), result.findings().stream())
        .forEach(one -> assertThat(TABLE.code(one.code())).as(one.code()).isPresent());
    return result.problems().stream().map(Problem::code).toList()
        + " "
        + result.findings().stream().map(Problem::code).toList();
  }

  private static MachineRule.Facts facts(ApplicationContent content) {
    return facts(content, List.of());
  }

  private static MachineRule.Facts facts(ApplicationContent content, List<List<String>> documents) {
    return new MachineRule.Facts(
        content,
        TODAY,
        ShippedProfiles.part(Platform.KUAISHOU, "onboarding", OnboardingNumbers.class),
        new MachineRule.Tables(
            new DocumentRule.Requirement(
                documents, Map.of("decision", "required-documents", "version", 1)),
            new CategoryRule.Restrictions(Map.of(), Map.of("decision", "kuaishou.yaml"))),
        Set.of(),
        List.of(),
        List.of(),
        null,
        NAMES);
  }

  /** The 17 digits with the check digit they need (ISO 7064, MOD 11-2). */
  private static String withCheckDigit(String digits) {
    int rest = 0;
    for (char digit : digits.toCharArray()) {
      rest = (rest + digit - '0') * 2 % 11;
    }
    return digits + "10X98765432".charAt(rest);
  }
}
