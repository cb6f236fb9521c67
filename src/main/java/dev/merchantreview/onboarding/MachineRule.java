package dev.merchantreview.onboarding;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.AccountNames;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a machine checks before a person looks: small named rules, each answering with what it found
 * and what it looked at.
 */
public enum MachineRule {
  /** A store type with a licence names its number, and the number is one. */
  LICENCE_NUMBER("统一社会信用代码", "Licence number", "按国家标准校验", "checked by the national standard") {
    @Override
    RuleResult apply(Facts facts) {
      return SubjectChecks.licenceNumber(facts);
    }
  },

  /** [D-refund] Who closed a store on the platform opens none there for some months. */
  REOPENING_PERIOD("关店后重新开店间隔", "Reopening period", "近期未在本平台关店", "closed no store here lately") {
    @Override
    RuleResult apply(Facts facts) {
      Instant from = facts.reopenableFrom();
      return result(
          "D-refund",
          inputs("reopenableFrom", from == null ? null : from.toString()),
          from == null
              ? List.of()
              : List.of(
                  new Problem(
                      "/merchantId", "REOPENING_PERIOD", from.toString(), Problem.Source.MACHINE)),
          List.of());
    }
  },

  /** The legal representative's identity number is one, of somebody old enough. */
  IDENTITY_NUMBER(
      "法定代表人证件号码",
      "Identity number",
      "校验位、行政区划、出生日期和年龄无误",
      "check digit, region, birth date and age are right") {
    @Override
    RuleResult apply(Facts facts) {
      return SubjectChecks.identityNumber(facts);
    }
  },

  /** The paper of the legal representative is valid. */
  IDENTITY_VALIDITY("身份证件有效期", "Identity paper validity", "身份证件未过期", "not expired") {
    @Override
    RuleResult apply(Facts facts) {
      return SubjectChecks.identityValidity(facts);
    }
  },

  /** The licence is valid, and for a while yet. */
  LICENCE_VALIDITY("营业执照有效期", "Licence validity", "未过期，剩余有效期足够", "valid, and for long enough") {
    @Override
    RuleResult apply(Facts facts) {
      LocalDate until = facts.content().subject().licenceValidUntil();
      List<Problem> problems = new ArrayList<>();
      if (until != null && facts.content().storeType().hasLicence()) {
        if (until.isBefore(facts.today())) {
          problems.add(machine("/subject/licenceValidUntil", "LICENCE_EXPIRED"));
        } else if (until.isBefore(facts.today().plusDays(facts.numbers().licenceRestDays()))) {
          problems.add(machine("/subject/licenceValidUntil", "LICENCE_EXPIRES_SOON"));
        }
      }
      return result(
          "licence-validity 1",
          inputs(
              "licenceValidUntil", until == null ? null : until.toString(),
              "licenceRestDays", facts.numbers().licenceRestDays(),
              "today", facts.today().toString()),
          problems,
          List.of());
    }
  },

  /** An enterprise is paid to an account in its own name. */
  ACCOUNT_HOLDER(
      "结算账户户名", "Account holder", "企业店铺的户名与主体名称一致", "an enterprise is paid in its own name") {
    @Override
    RuleResult apply(Facts facts) {
      ApplicationContent content = facts.content();
      String holder = content.settlementAccount().holder();
      AccountNames.Likeness own = facts.names().compare(holder, content.subject().legalName());
      AccountNames.Likeness representatives =
          facts.names().compare(holder, content.subject().legalRepresentative().name());
      List<Problem> problems = new ArrayList<>();
      List<Problem> findings = new ArrayList<>();
      if (own == AccountNames.Likeness.NEAR) {
        findings.add(machine("/settlementAccount/holder", "ACCOUNT_HOLDER_NEAR"));
      } else if (content.storeType().isEnterprise()) {
        if (own != AccountNames.Likeness.SAME) {
          problems.add(machine("/settlementAccount/holder", "ACCOUNT_HOLDER_DIFFERS"));
        }
      } else if (own != AccountNames.Likeness.SAME
          && representatives != AccountNames.Likeness.SAME) {
        findings.add(machine("/settlementAccount/holder", "ACCOUNT_HOLDER_UNUSUAL"));
      }
      return result(
          "account-holder 2",
          inputs(
              "storeType", content.storeType().name(),
              "holderAndSubject", own.name(),
              "holderAndRepresentative", representatives.name()),
          problems,
          findings);
    }
  },

  /** Every document the store type and categories demand is there. */
  REQUIRED_DOCUMENTS(
      "必需材料", "Required documents", "店铺类型和类目所需材料齐全", "complete for store type and categories") {
    @Override
    RuleResult apply(Facts facts) {
      Set<String> handedIn =
          facts.content().documents().stream()
              .map(document -> document.kind().name())
              .collect(Collectors.toCollection(TreeSet::new));
      List<Problem> problems = new ArrayList<>();
      for (List<String> anyOf : facts.rules().documents().anyOf()) {
        if (anyOf.stream().noneMatch(handedIn::contains)) {
          problems.add(
              new Problem(
                  "/documents",
                  "DOCUMENT_MISSING",
                  String.join(" / ", anyOf),
                  Problem.Source.MACHINE));
        }
      }
      return result(
          Decisions.named(facts.rules().documents().evidence()),
          inputs("handedIn", List.copyOf(handedIn), "required", facts.rules().documents().anyOf()),
          problems,
          List.of());
    }
  },

  /**
   * Every category is open to the store type; one for invited merchants only has its invitation.
   */
  CATEGORY_ADMISSION(
      "类目准入", "Category admission", "类目对该店铺类型开放，或已受邀", "open to the store type, or invited") {
    @Override
    RuleResult apply(Facts facts) {
      List<Problem> problems = new ArrayList<>();
      List<String> categories = facts.content().categories();
      for (int i = 0; i < categories.size(); i++) {
        CategoryRule.Restriction restriction =
            facts.rules().categories().byCategory().get(categories.get(i));
        if (restriction == CategoryRule.Restriction.UNKNOWN) {
          problems.add(machine("/categories/" + i, "CATEGORY_UNKNOWN"));
        } else if (restriction == CategoryRule.Restriction.CLOSED) {
          problems.add(machine("/categories/" + i, "CATEGORY_CLOSED"));
        } else if (restriction == CategoryRule.Restriction.INVITATION
            && !facts.invitedTo().contains(categories.get(i))) {
          problems.add(machine("/categories/" + i, "INVITATION_REQUIRED"));
        }
      }
      return result(
          Decisions.named(facts.rules().categories().evidence()),
          inputs(
              "storeType", facts.content().storeType().name(),
              "categories", categories,
              "invitedTo", List.copyOf(facts.invitedTo())),
          problems,
          List.of());
    }
  },

  /** None of the categories was taken away on the platform before. */
  LOST_CATEGORY(
      "曾被收回的类目",
      "Categories lost before",
      "申请的类目未曾在本平台被收回",
      "none of the categories was taken away here before") {
    @Override
    RuleResult apply(Facts facts) {
      return LostCategories.result(facts.content(), facts.lost());
    }

    @Override
    public boolean isForAuditorsOnly() {
      return true;
    }
  },

  /** A brand store's trademark or authorisation has not run out. */
  BRAND_PAPERS("品牌材料有效期", "Brand papers", "品牌店的商标或授权在有效期内", "a brand store's papers are valid") {
    @Override
    RuleResult apply(Facts facts) {
      return BrandChecks.papers(facts);
    }
  },

  /** [D-fee] Where the platform's profile asks: what the applicant states meets the conditions. */
  OPENING_CONDITIONS(
      "开店条件",
      "Opening conditions",
      "所填情况符合平台的开店条件",
      "what is stated meets the platform's conditions") {
    @Override
    boolean isAsked(Facts facts) {
      return facts.numbers().openingConditions() != null;
    }

    @Override
    RuleResult apply(Facts facts) {
      OpeningConditions asked = facts.numbers().openingConditions();
      if (asked == null) {
        return result("D-fee", Map.of(), List.of(), List.of());
      }
      OpeningStatement stated = facts.content().opening();
      boolean met = stated != null && asked.areMetBy(stated);
      String code = stated == null ? "OPENING_STATEMENT_MISSING" : "OPENING_CONDITIONS_NOT_MET";
      return result(
          "D-fee",
          inputs(
              "followers", asked.followers(),
              "score", asked.score(),
              "taobaoDiamonds", asked.taobaoDiamonds()),
          met ? List.of() : List.of(machine("/opening", code)),
          met ? List.of(machine("/opening", "OPENING_STATEMENT_UNPROVEN")) : List.of());
    }
  },

  /** No other merchant's open application names the same licence. */
  DUPLICATE_LICENCE(
      "重复的统一社会信用代码",
      "Duplicate licence",
      "没有其他商家的在审申请使用同一代码",
      "no other merchant's open application names it") {
    @Override
    RuleResult apply(Facts facts) {
      List<Problem> findings = new ArrayList<>();
      for (String other : facts.sameLicence()) {
        findings.add(
            new Problem(
                "/subject/licenceNumber", "DUPLICATE_LICENCE", other, Problem.Source.MACHINE));
      }
      return result(
          "duplicate-licence 1",
          inputs("otherOpenApplications", List.copyOf(facts.sameLicence())),
          List.of(),
          findings);
    }

    @Override
    public boolean isForAuditorsOnly() {
      return true;
    }
  };

  /**
   * What the rules look at.
   *
   * @param today by the platform's calendar
   * @param invitedTo the categories of the application the merchant is invited to
   * @param sameLicence open applications of other merchants with the same licence number
   * @param lost what was taken away of the categories of the application before
   * @param reopenableFrom when the merchant may open a store here again; null when it may now
   * @param names what counts as one name
   */
  record Facts(
      ApplicationContent content,
      LocalDate today,
      OnboardingNumbers numbers,
      Tables rules,
      Set<String> invitedTo,
      List<String> sameLicence,
      List<LostCategories.Lost> lost,
      @Nullable Instant reopenableFrom,
      AccountNames names) {}

  /** What the decision tables and the trees of categories say of a content. */
  public record Tables(DocumentRule.Requirement documents, CategoryRule.Restrictions categories) {}

  private final String zh;
  private final String en;
  private final String meaningZh;
  private final String meaningEn;

  MachineRule(String zh, String en, String meaningZh, String meaningEn) {
    this.zh = zh;
    this.en = en;
    this.meaningZh = meaningZh;
    this.meaningEn = meaningEn;
  }

  /** The rule of this name; empty when there is none any more. */
  static Optional<MachineRule> ofName(String name) {
    return Arrays.stream(values()).filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** What it is called. */
  ProblemTable.Text text() {
    return new ProblemTable.Text(zh, en);
  }

  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }

  /** Both languages, for a form whose reader's language is unknown. */
  String label() {
    return zh + " · " + en;
  }

  /** What it means that the rule holds, in both languages. */
  String meaning() {
    return meaningZh + " · " + meaningEn;
  }

  /** Whether its findings are about somebody else too, so that the applicant must not see them. */
  public boolean isForAuditorsOnly() {
    return false;
  }

  /** Whether it is applied at all: a platform may not ask for it. */
  boolean isAsked(Facts facts) {
    return true;
  }

  abstract RuleResult apply(Facts facts);

  RuleResult result(
      String version, Map<String, Object> inputs, List<Problem> problems, List<Problem> findings) {
    return new RuleResult(name(), version, inputs, List.copyOf(problems), List.copyOf(findings));
  }

  static Map<String, Object> inputs(@Nullable Object... namesAndValues) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        inputs.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return inputs;
  }

  static Problem machine(String pointer, String code) {
    return new Problem(pointer, code, null, Problem.Source.MACHINE);
  }
}
