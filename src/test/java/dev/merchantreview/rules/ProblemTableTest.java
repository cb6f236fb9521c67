package dev.merchantreview.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.admission.AdmissionProblems;
import dev.merchantreview.filing.FilingProblems;
import dev.merchantreview.onboarding.ApplicationProblems;
import dev.merchantreview.refund.RefundProblems;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTableTest {

  private final ConfigurationDirectory directory = new ConfigurationDirectory("file:config/");

  @ParameterizedTest
  @CsvSource({
    "applications, /documents/0, UNREADABLE, true",
    "applications, /documents, UNREADABLE, true",
    "applications, /storeName, UNREADABLE, false",
    "applications, /contact, UNREADABLE, false",
    "applications, /storeName, NAME_NOT_ALLOWED, true",
    "applications, /settlementAccount, NAME_NOT_ALLOWED, false",
    "applications, /subject/licenceValidUntil, EXPIRED, true",
    "applications, /categories, EXPIRED, false",
    "applications, /contact, MISMATCH, false",
    "applications, /contact, CONTACT_NOT_REACHED, true",
    "applications, /documents/1, CONTACT_NOT_REACHED, false",
    "applications, /storeName, MISMATCH, false",
    "applications, /subject/legalName, MISMATCH, true",
    "applications, /contact, OTHER, true",
    "applications, /contact, UNDER_AGE, false",
    "applications, /documents/2, OTHER, false",
    "filings, /attributes, UNREADABLE, false",
    "filings, /attributes, ATTRIBUTES_INCOMPLETE, true",
    "filings, /mainImage, UNREADABLE, true",
    "filings, /mainImage, TITLE_MISLEADING, false",
    "filings, /shortTitle, TITLE_MISLEADING, true",
    "filings, /title, PROHIBITED, true",
    "refunds, /account/holder, ACCOUNT_WRONG, true",
    "refunds, /documents/1, ACCOUNT_WRONG, false",
    "refunds, /account/holder, MISMATCH, false",
    "filings, /mainImage, MISMATCH, false",
    "refunds, /account, SEAL_MISSING, false",
    "refunds, /documents/1, SEAL_MISSING, true",
    "admissions, /brand/teamSize, CONDITION_UNMET, true",
    "admissions, /documents/1, UNREADABLE, true",
    "admissions, /legalName, UNREADABLE, false",
    "admissions, /legalName, MISMATCH, true",
    "admissions, /brand/teamSize, TEAM_TOO_SMALL, false",
    "admissions, /brand/nothing, CONDITION_UNMET, false"
  })
  void letsAPersonChooseWhatFitsTheField(
      String name, String pointer, String code, boolean possible) {
    ProblemTable table =
        switch (name) {
          case "applications" -> new ApplicationProblems(directory);
          case "filings" -> new FilingProblems(directory);
          case "admissions" -> new AdmissionProblems(directory);
          default -> new RefundProblems(directory);
        };
    assertThat(table.isKnown(new Problem(pointer, code, null, Problem.Source.AUDITOR), 2))
        .isEqualTo(possible);
  }
}
