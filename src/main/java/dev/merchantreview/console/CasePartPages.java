package dev.merchantreview.console;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.history.Reads;
import dev.merchantreview.review.CaseReads;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Page;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What of a case needs more room than its page has: all rounds, a paper beside its fields, all who
 * looked.
 */
@Controller
@Hidden
class CasePartPages {

  private static final int LOOKS = 100;

  private final RoundsSection rounds;
  private final PapersSection papers;
  private final AccessSection looked;
  private final CaseReads reads;
  private final CaseAccess access;

  CasePartPages(
      RoundsSection rounds,
      PapersSection papers,
      AccessSection looked,
      CaseReads reads,
      CaseAccess access) {
    this.rounds = rounds;
    this.papers = papers;
    this.looked = looked;
    this.reads = reads;
    this.access = access;
  }

  /** The rounds by themselves, to be printed or read on a small screen. */
  @GetMapping(ConsolePaths.ROOT + "/cases/{id}/rounds")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String rounds(@PathVariable String id, Caller caller, Locale locale, Model model) {
    CaseId caseId = known(id);
    Object shown = rounds.model(caseId, caller, locale);
    if (shown == null) {
      throw ApiProblem.notFound(id);
    }
    model.addAttribute("caseId", caseId.value());
    model.addAttribute("section", shown);
    // The part brings its script along, wherever it is shown.
    model.addAttribute("sheets", List.of("rounds.css"));
    return "console/rounds";
  }

  /**
   * A paper beside the fields it proves; none until one is chosen, since what is shown is read.
   *
   * @param paper a document of the case
   */
  @GetMapping(ConsolePaths.ROOT + "/cases/{id}/papers")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String papers(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String paper,
      Locale locale,
      Model model) {
    PapersSection.Papers all = papers.of(known(id), locale);
    model.addAttribute("section", all);
    if (!paper.isEmpty()) {
      model.addAttribute(
          "paper",
          all.papers().stream()
              .filter(one -> one.id().equals(paper))
              .findFirst()
              .orElseThrow(() -> ApiProblem.notFound(paper)));
    }
    return page(model, "console/papers");
  }

  @GetMapping(ConsolePaths.ROOT + "/cases/{id}/access")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String access(
      @PathVariable String id,
      @RequestParam Map<String, String> parameters,
      Locale locale,
      Model model) {
    Query query = new Query(parameters, Set.of());
    Optional<Page.Cursor> after = query.cursor();
    query.check();
    CaseId caseId = known(id);
    model.addAttribute(
        "section",
        looked.of(
            caseId,
            after.filter(Reads::isOurs),
            LOOKS,
            after.isEmpty() ? reads.taken(caseId) : Optional.empty(),
            locale));
    model.addAttribute("first", after.isEmpty());
    return page(model, "console/access");
  }

  private static String page(Model model, String template) {
    model.addAttribute("sheets", List.of("rounds.css"));
    model.addAttribute("scripts", List.of("rounds.js"));
    return template;
  }

  private CaseId known(String id) {
    return CaseId.of(id)
        .filter(one -> access.partiesOf(one).isPresent())
        .orElseThrow(() -> ApiProblem.notFound(id));
  }
}
