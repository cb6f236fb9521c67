package dev.merchantreview.onboarding;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A brand store's papers: of each demand the table makes, one that was handed in has not run out.
 */
final class BrandChecks {

  private BrandChecks() {}

  static RuleResult papers(MachineRule.Facts facts) {
    List<DocumentReference> documents = facts.content().documents();
    List<Problem> problems = new ArrayList<>();
    List<Problem> findings = new ArrayList<>();
    List<Map<String, Object>> looked = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      DocumentReference paper = documents.get(i);
      if (!paper.kind().isBrandPaper()) {
        continue;
      }
      LocalDate until = paper.validUntil();
      looked.add(
          MachineRule.inputs(
              "kind", paper.kind().name(), "validUntil", until == null ? null : until.toString()));
      if (paper.kind() == DocumentKind.TRADEMARK_ACCEPTANCE_NOTICE) {
        findings.add(MachineRule.machine("/documents/" + i, "TRADEMARK_NOT_REGISTERED"));
      } else if (until == null) {
        findings.add(MachineRule.machine("/documents/" + i, "BRAND_PAPER_NO_END"));
      }
    }
    if (facts.content().storeType().isBrandStore()) {
      demands(facts).forEach(demand -> problems.addAll(expired(demand, documents, facts.today())));
    } else {
      findings.clear();
    }
    return MachineRule.BRAND_PAPERS.result(
        "brand-papers 1",
        MachineRule.inputs("papers", looked, "today", facts.today().toString()),
        problems.stream().distinct().toList(),
        findings);
  }

  /** The demands that are about a brand; where a table makes none, any of its papers will do. */
  private static List<List<String>> demands(MachineRule.Facts facts) {
    List<String> all =
        Arrays.stream(DocumentKind.values())
            .filter(DocumentKind::isBrandPaper)
            .map(DocumentKind::name)
            .toList();
    List<List<String>> made =
        facts.rules().documents().anyOf().stream()
            .filter(demand -> demand.stream().anyMatch(all::contains))
            .toList();
    return made.isEmpty() ? List.of(all) : made;
  }

  /** The papers of a demand when all of them have run out; none when one is valid. */
  private static List<Problem> expired(
      List<String> demand, List<DocumentReference> documents, LocalDate today) {
    List<Problem> expired = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      DocumentReference paper = documents.get(i);
      if (!paper.kind().isBrandPaper() || !demand.contains(paper.kind().name())) {
        continue;
      }
      LocalDate until = paper.validUntil();
      if (until == null || !until.isBefore(today)) {
        return List.of();
      }
      expired.add(MachineRule.machine("/documents/" + i, "BRAND_PAPER_EXPIRED"));
    }
    return expired;
  }
}
