package dev.merchantreview.onboarding;

import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.IdentityNumber;
import dev.merchantreview.rules.LicenceNumber;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.Masking;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who stands behind a store: the numbers of its licence and of its legal representative's paper,
 * each checked as far as its kind can be. Where there is no check, or where the merchant says that
 * the paper has the number just so, a person decides.
 */
final class SubjectChecks {

  private static final String LICENCE = "/subject/licenceNumber";
  private static final String IDENTITY = "/subject/legalRepresentative/identityNumber";
  private static final String BIRTH_DATE = "/subject/legalRepresentative/birthDate";
  private static final String IDENTITY_END = "/subject/legalRepresentative/identityValidUntil";

  private SubjectChecks() {}

  static RuleResult licenceNumber(MachineRule.Facts facts) {
    ApplicationContent.Subject subject = facts.content().subject();
    String number = subject.licenceNumber();
    StoreType type = facts.content().storeType();
    List<Problem> problems = new ArrayList<>();
    List<Problem> findings = new ArrayList<>();
    if (number == null) {
      if (type.hasLicence()) {
        problems.add(MachineRule.machine(LICENCE, "LICENCE_NUMBER_MISSING"));
      }
    } else if (subject.registeredAbroad()) {
      findings.add(MachineRule.machine(LICENCE, "REGISTRATION_UNCHECKED"));
    } else {
      switch (LicenceNumber.flaw(number)) {
        case STRUCTURE -> problems.add(MachineRule.machine(LICENCE, "LICENCE_STRUCTURE"));
        case CHECK_CHARACTER -> {
          if (Boolean.TRUE.equals(subject.licenceNumberAsPrinted())) {
            findings.add(MachineRule.machine(LICENCE, "LICENCE_AS_PRINTED"));
          } else {
            problems.add(MachineRule.machine(LICENCE, "CHECK_CHARACTER"));
          }
        }
        case TRIAL_CODE -> findings.add(MachineRule.machine(LICENCE, "LICENCE_TRIAL_CODE"));
        case OLD_REGISTRATION ->
            findings.add(MachineRule.machine(LICENCE, "LICENCE_OLD_REGISTRATION"));
        case NONE -> {}
      }
      if (problems.isEmpty() && !LicenceNumber.fits(number, type)) {
        findings.add(MachineRule.machine(LICENCE, "LICENCE_OTHER_KIND"));
      }
    }
    return MachineRule.LICENCE_NUMBER.result(
        "GB 32100-2015",
        MachineRule.inputs(
            "licenceNumber",
            number,
            "storeType",
            type.name(),
            "registeredIn",
            subject.registeredIn(),
            "asPrinted",
            subject.licenceNumberAsPrinted()),
        problems,
        findings);
  }

  static RuleResult identityNumber(MachineRule.Facts facts) {
    ApplicationContent.LegalRepresentative person = facts.content().subject().legalRepresentative();
    String number = person.identityNumber();
    List<Problem> problems = new ArrayList<>();
    List<Problem> findings = new ArrayList<>();
    String pointer = IDENTITY;
    Optional<LocalDate> birth;
    if (IdentityPaper.isCheckable(number)) {
      checkDigit(person, problems, findings);
      if (!hasRegion(person)) {
        problems.add(MachineRule.machine(IDENTITY, "IDENTITY_REGION"));
      }
      birth = IdentityNumber.birthDate(number);
    } else {
      findings.add(MachineRule.machine(IDENTITY, "IDENTITY_UNCHECKED"));
      pointer = BIRTH_DATE;
      birth = Optional.ofNullable(person.birthDate()).flatMap(SubjectChecks::date);
    }
    if (birth.isEmpty() || birth.get().isAfter(facts.today())) {
      problems.add(MachineRule.machine(pointer, "IDENTITY_BIRTH_DATE"));
    } else if (Period.between(birth.get(), facts.today()).getYears()
        < facts.numbers().minimumAge()) {
      problems.add(MachineRule.machine(pointer, "UNDER_AGE"));
    } else if (!IdentityNumber.isLikely(birth.get())) {
      findings.add(MachineRule.machine(pointer, "IDENTITY_AGE_UNLIKELY"));
    }
    return MachineRule.IDENTITY_NUMBER.result(
        IdentityPaper.isCheckable(number) ? "GB 11643-1999" : "identity-paper 1",
        MachineRule.inputs(
            "identityNumber",
            Masking.paperNumber(number),
            "identityPaper",
            person.identityPaper() == null ? null : person.identityPaper().name(),
            "asPrinted",
            person.identityNumberAsPrinted(),
            "minimumAge",
            facts.numbers().minimumAge(),
            "today",
            facts.today().toString()),
        problems,
        findings);
  }

  /** Empty for one that was erased. */
  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException noDate) {
      return Optional.empty();
    }
  }

  private static void checkDigit(
      ApplicationContent.LegalRepresentative person,
      List<Problem> problems,
      List<Problem> findings) {
    if (IdentityNumber.hasValidCheckDigit(person.identityNumber())) {
      return;
    }
    if (Boolean.TRUE.equals(person.identityNumberAsPrinted())) {
      findings.add(MachineRule.machine(IDENTITY, "IDENTITY_AS_PRINTED"));
    } else {
      problems.add(MachineRule.machine(IDENTITY, "IDENTITY_CHECK_DIGIT"));
    }
  }

  /** Where no paper is named, a number of any of those that have such numbers is one. */
  private static boolean hasRegion(ApplicationContent.LegalRepresentative person) {
    String number = person.identityNumber();
    return person.identityPaper() == null
        ? IdentityNumber.hasKnownRegion(number)
        : IdentityNumber.hasRegionOf(person.identityPaper(), number);
  }

  static RuleResult identityValidity(MachineRule.Facts facts) {
    LocalDate until = facts.content().subject().legalRepresentative().identityValidUntil();
    List<Problem> problems = new ArrayList<>();
    List<Problem> findings = new ArrayList<>();
    if (until != null) {
      if (until.isBefore(facts.today())) {
        problems.add(MachineRule.machine(IDENTITY_END, "IDENTITY_PAPER_EXPIRED"));
      } else if (until.isBefore(facts.today().plusDays(facts.numbers().licenceRestDays()))) {
        findings.add(MachineRule.machine(IDENTITY_END, "IDENTITY_PAPER_EXPIRES_SOON"));
      }
    }
    return MachineRule.IDENTITY_VALIDITY.result(
        "identity-validity 1",
        MachineRule.inputs(
            "identityValidUntil",
            until == null ? null : until.toString(),
            "restDays",
            facts.numbers().licenceRestDays(),
            "today",
            facts.today().toString()),
        problems,
        findings);
  }
}
