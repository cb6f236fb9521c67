package dev.merchantreview.admission;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.LicenceNumber;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a machine checks before a person looks at an application: small named rules, each answering
 * with what it found and what it looked at. What is wrong with the application itself goes straight
 * back; a condition that is not met is for the reviewer, who cannot approve while there is one.
 */
enum AdmissionCheck {
  /** GB 32100-2015; ours: a provider is a company. */
  LICENCE_NUMBER("统一社会信用代码", "Licence number", "按国家标准校验", "checked by the national standard") {
    @Override
    RuleResult apply(Facts facts) {
      String number = facts.content().licenceNumber();
      List<Problem> problems = new ArrayList<>();
      List<Problem> findings = new ArrayList<>();
      switch (LicenceNumber.flaw(number)) {
        case STRUCTURE -> problems.add(problem(LICENCE, "LICENCE_STRUCTURE", null));
        case CHECK_CHARACTER -> problems.add(problem(LICENCE, "CHECK_CHARACTER", null));
        case TRIAL_CODE -> findings.add(problem(LICENCE, "LICENCE_TRIAL_CODE", null));
        case OLD_REGISTRATION -> findings.add(problem(LICENCE, "LICENCE_OLD_REGISTRATION", null));
        case NONE -> {}
      }
      if (problems.isEmpty() && !LicenceNumber.fits(number, StoreType.ENTERPRISE)) {
        findings.add(problem(LICENCE, "NOT_A_COMPANY", null));
      }
      return new RuleResult(
          name(), "GB 32100-2015", Map.of("licenceNumber", number), problems, findings);
    }
  },

  /** [K-sp] Company papers, and those of the kind. */
  PAPERS_COMPLETE("材料齐全", "Papers complete", "该类服务商所需材料已全部提交", "all the kind requires") {
    @Override
    RuleResult apply(Facts facts) {
      Set<String> handedIn =
          facts.content().documents().stream()
              .map(document -> document.kind().name())
              .collect(Collectors.toSet());
      List<Problem> problems =
          facts.papers().anyOf().stream()
              .filter(demand -> demand.stream().noneMatch(handedIn::contains))
              .map(demand -> problem("/documents", "PAPERS_MISSING", named(demand)))
              .toList();
      return new RuleResult(
          name(),
          Decisions.named(facts.papers().evidence()),
          Map.of(
              "required", facts.papers().anyOf(), "handedIn", List.copyOf(new TreeSet<>(handedIn))),
          problems,
          List.of());
    }
  },

  /** No paper has run out. */
  PAPERS_VALID("材料有效期", "Papers valid", "材料均在有效期内", "none has run out") {
    @Override
    RuleResult apply(Facts facts) {
      List<Problem> problems = new ArrayList<>();
      List<DocumentReference> documents = facts.content().documents();
      for (int i = 0; i < documents.size(); i++) {
        LocalDate until = documents.get(i).validUntil();
        if (until != null && until.isBefore(facts.today())) {
          problems.add(problem("/documents/" + i, "PAPERS_EXPIRED", until.toString()));
        }
      }
      return new RuleResult(
          name(), "profile", Map.of("today", facts.today().toString()), problems, List.of());
    }
  },

  /** [K-sp] The conditions of the kind, by the table. */
  ELIGIBILITY("准入条件", "Conditions of the kind", "该类服务商的条件全部达到", "all of them are met") {
    @Override
    RuleResult apply(Facts facts) {
      EligibilityRule.Answer answer = facts.eligibility();
      return new RuleResult(
          name(),
          Decisions.named(answer.evidence()),
          answer.figures().told(),
          List.of(),
          answer.unmet().stream()
              .map(
                  one ->
                      problem(
                          one.condition().pointer(),
                          one.condition().name(),
                          one.condition().compared(answer.figures(), one.threshold())))
              .toList());
    }
  },

  /** Ours: who was expelled is looked at with that in mind. */
  FORMER_SERVICE("以往服务", "Earlier service", "未曾因违规被终止", "was never expelled") {
    @Override
    RuleResult apply(Facts facts) {
      LocalDate expelled = facts.expelledOn();
      return new RuleResult(
          name(),
          "profile",
          expelled == null ? Map.of() : Map.of("expelledOn", expelled.toString()),
          List.of(),
          expelled == null
              ? List.of()
              : List.of(problem("", "EXPELLED_BEFORE", expelled.toString())));
    }
  };

  private static final String LICENCE = "/licenceNumber";

  private final String zh;
  private final String en;
  private final String meaningZh;
  private final String meaningEn;

  AdmissionCheck(String zh, String en, String meaningZh, String meaningEn) {
    this.zh = zh;
    this.en = en;
    this.meaningZh = meaningZh;
    this.meaningEn = meaningEn;
  }

  /**
   * What the rules look at.
   *
   * @param papers the papers the kind requires
   * @param eligibility what the table says of the conditions
   * @param expelledOn when the applicant was last expelled; null when it never was
   * @param today the day it is judged on
   */
  record Facts(
      AdmissionContent content,
      DocumentRule.Requirement papers,
      EligibilityRule.Answer eligibility,
      @Nullable LocalDate expelledOn,
      LocalDate today) {}

  abstract RuleResult apply(Facts facts);

  private static Problem problem(String pointer, String code, @Nullable String note) {
    return new Problem(pointer, code, note, Problem.Source.MACHINE);
  }

  private static String named(List<String> demand) {
    return demand.stream()
        .map(kind -> DocumentKind.valueOf(kind).label())
        .collect(Collectors.joining(" / "));
  }

  /** The rule of this name; empty when there is none any more. */
  static Optional<AdmissionCheck> ofName(String name) {
    return Arrays.stream(values()).filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** What it is called. */
  ProblemTable.Text text() {
    return new ProblemTable.Text(zh, en);
  }

  Dossiers.RuleWords words() {
    return new Dossiers.RuleWords(zh + " · " + en, meaningZh + " · " + meaningEn);
  }
}
