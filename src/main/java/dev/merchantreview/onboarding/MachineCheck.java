package dev.merchantreview.onboarding;

import dev.merchantreview.rules.LicenceNumber;
import dev.merchantreview.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a machine checks before a person looks: small named rules, each answering with the problems
 * it found.
 */
enum MachineCheck {
  /** A store type with a licence names its number, and the number is one (GB 32100-2015). */
  LICENCE_NUMBER("统一社会信用代码", "Licence number") {
    @Override
    List<Problem> problems(ApplicationContent content, List<List<String>> requiredDocuments) {
      String number = content.subject().licenceNumber();
      if (number == null) {
        return content.storeType().hasLicence()
            ? List.of(machine("/subject/licenceNumber", "LICENCE_NUMBER_MISSING"))
            : List.of();
      }
      return LicenceNumber.isValid(number)
          ? List.of()
          : List.of(machine("/subject/licenceNumber", "CHECK_CHARACTER"));
    }
  },

  /**
   * Every document the store type and categories demand is there (decision {@code
   * required-documents}).
   */
  REQUIRED_DOCUMENTS("必需材料", "Required documents") {
    @Override
    List<Problem> problems(ApplicationContent content, List<List<String>> requiredDocuments) {
      Set<String> handedIn =
          content.documents().stream()
              .map(document -> document.kind().name())
              .collect(Collectors.toSet());
      List<Problem> problems = new ArrayList<>();
      for (List<String> anyOf : requiredDocuments) {
        if (anyOf.stream().noneMatch(handedIn::contains)) {
          problems.add(
              new Problem(
                  "/documents",
                  "DOCUMENT_MISSING",
                  String.join(" / ", anyOf),
                  Problem.Source.MACHINE));
        }
      }
      return problems;
    }
  };

  private final String zh;
  private final String en;

  MachineCheck(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** Both languages, for a form whose reader's language is unknown. */
  String label() {
    return zh + " · " + en;
  }

  /**
   * @param requiredDocuments one entry a demand: the kinds of which one fulfils it
   */
  abstract List<Problem> problems(ApplicationContent content, List<List<String>> requiredDocuments);

  static List<Problem> all(ApplicationContent content, List<List<String>> requiredDocuments) {
    List<Problem> problems = new ArrayList<>();
    for (MachineCheck check : values()) {
      problems.addAll(check.problems(content, requiredDocuments));
    }
    return List.copyOf(problems);
  }

  private static Problem machine(String pointer, String code) {
    return new Problem(pointer, code, null, Problem.Source.MACHINE);
  }
}
