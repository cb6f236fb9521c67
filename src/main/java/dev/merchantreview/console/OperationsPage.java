package dev.merchantreview.console;

import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.engine.OperatePages;
import dev.merchantreview.notification.Notifications;
import dev.merchantreview.payout.PayoutFinding;
import dev.merchantreview.payout.PayoutFindings;
import dev.merchantreview.reconciliation.Finding;
import dev.merchantreview.reconciliation.Findings;
import dev.merchantreview.reconciliation.Resync;
import dev.merchantreview.remittance.ReceivedCredit;
import dev.merchantreview.remittance.Remittances;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import dev.merchantreview.web.Texts;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What operators have to look at, each with its remedy as a button: the same as the calls of the
 * API.
 */
@Controller
@Hidden
class OperationsPage {

  private static final String PATH = ConsolePaths.ROOT + "/operations";
  private static final int MOST_DELIVERIES = 200;
  private static final int MOST_PAYOUTS = 200;
  private static final PayoutFindings.Filter OPEN =
      new PayoutFindings.Filter(PayoutFinding.State.OPEN, null, null);
  private static final Remittances.Filter STILL_HERE =
      new Remittances.Filter(null, null, ReceivedCredit.State.OPEN);
  private static final Set<String> OUTCOMES =
      Set.of("repaired", "agrees", "open", "replayed", "explained", "returned");

  private final Findings findings;
  private final Resync resync;
  private final PayoutFindings payouts;
  private final Remittances remittances;
  private final Notifications notifications;
  private final Texts texts;
  private final CaseTypes types;
  private final OperatePages operate;

  OperationsPage(
      Findings findings,
      Resync resync,
      PayoutFindings payouts,
      Remittances remittances,
      Notifications notifications,
      Texts texts,
      CaseTypes types,
      OperatePages operate) {
    this.findings = findings;
    this.resync = resync;
    this.payouts = payouts;
    this.remittances = remittances;
    this.notifications = notifications;
    this.texts = texts;
    this.types = types;
    this.operate = operate;
  }

  /**
   * A case that needs somebody.
   *
   * @param instance its process in Operate; null where there is none to be shown
   */
  record Row(
      String caseId,
      String state,
      String text,
      String remedy,
      String detail,
      Instant foundAt,
      @Nullable String instance) {}

  /**
   * A payout that differs from the bank's statement.
   *
   * @param refundId null when no refund has such a payout
   * @param refused whether what somebody said of it could not be taken
   */
  record PayoutRow(
      String id,
      String number,
      @Nullable String refundId,
      String text,
      String remedy,
      String detail,
      Instant foundAt,
      boolean refused) {}

  /**
   * A remittance that was not sent back.
   *
   * @param text what it counted for
   * @param refused whether what somebody said of it could not be taken
   */
  record RemittanceRow(ReceivedCredit credit, String yuan, String text, boolean refused) {}

  @GetMapping(PATH)
  @MayCall({Role.OPERATOR, Role.ADMIN})
  String show(@RequestParam(defaultValue = "") String done, Model model, Locale locale) {
    model.addAttribute("done", OUTCOMES.contains(done) ? "operations.done." + done : null);
    return page(null, model, locale);
  }

  /**
   * @param refused the finding or remittance of which something was said that cannot be taken
   */
  private String page(@Nullable String refused, Model model, Locale locale) {
    List<Finding> open = findings.open();
    Map<CaseId, CaseProcesses.CaseState> states =
        types.states(open.stream().map(Finding::caseId).toList());
    model.addAttribute(
        "findings",
        open.stream().map(finding -> row(finding, states.get(finding.caseId()), locale)).toList());
    model.addAttribute("deliveries", notifications.failed(MOST_DELIVERIES));
    model.addAttribute("most", MOST_DELIVERIES);
    model.addAttribute(
        "payouts",
        payouts.list(OPEN, Optional.empty(), MOST_PAYOUTS).stream()
            .map(finding -> row(finding, finding.id().equals(refused), locale))
            .toList());
    model.addAttribute(
        "remittances",
        remittances.list(STILL_HERE, Optional.empty(), MOST_DELIVERIES).stream()
            .map(
                credit ->
                    new RemittanceRow(
                        credit,
                        BigDecimal.valueOf(credit.amountFen(), 2).toPlainString(),
                        texts.text("remittance", credit.outcome().name(), locale),
                        credit.id().equals(refused)))
            .toList());
    model.addAttribute("mostPayouts", MOST_PAYOUTS);
    model.addAttribute("longest", PayoutFinding.Explanation.LONGEST);
    return "console/operations";
  }

  private Row row(Finding finding, CaseProcesses.@Nullable CaseState state, Locale locale) {
    Optional<String> instance =
        Optional.ofNullable(state)
            .map(CaseProcesses.CaseState::processInstanceKey)
            .flatMap(operate::of);
    return new Row(
        finding.caseId().value(),
        finding.caseState(),
        finding.kind().text(locale),
        finding.kind().remedy(locale),
        finding.detail(),
        finding.foundAt(),
        instance.orElse(null));
  }

  private PayoutRow row(PayoutFinding finding, boolean refused, Locale locale) {
    PayoutFinding.Difference difference = finding.difference();
    return new PayoutRow(
        finding.id(),
        difference.number(),
        difference.refundId(),
        texts.text("payout-finding", difference.kind().name(), locale),
        texts.text("payout-remedy", difference.kind().name(), locale),
        difference.detail(),
        finding.foundAt(),
        refused);
  }

  @PostMapping(PATH + "/resync")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  ResponseEntity<Void> resync(@RequestParam String caseId, Caller caller) {
    Resync.Result result =
        CaseId.of(caseId)
            .flatMap(known -> resync.resync(known, caller.actor()))
            .orElseThrow(() -> ApiProblem.notFound(caseId));
    return back(result.repaired() ? "repaired" : result.finding() == null ? "agrees" : "open");
  }

  @PostMapping(PATH + "/replay")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  ResponseEntity<Void> replay(@RequestParam String id) {
    if (!notifications.replay(id)) {
      throw ApiProblem.notFound(id);
    }
    return back("replayed");
  }

  @PostMapping(PATH + "/explanation")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  Object explain(
      @RequestParam String id,
      @RequestParam(defaultValue = "") String explanation,
      Caller caller,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    // A form sends its lines' ends with two characters.
    String words = TypedText.stripped(explanation.replace("\r\n", "\n"));
    if (!PayoutFinding.Explanation.isOne(words)) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(id, model, locale);
    }
    return switch (payouts
        .explain(id, words, caller.actor())
        .orElseThrow(() -> ApiProblem.notFound(id))) {
      case PayoutFindings.ExplanationResult.Explained explained -> back("explained");
      case PayoutFindings.ExplanationResult.Ended(PayoutFinding.State state) ->
          throw ApiProblem.wrongState(state.name(), Set.of());
      case PayoutFindings.ExplanationResult.OwnDecision(String number) ->
          throw ApiProblem.ownDecision(number);
    };
  }

  @PostMapping(PATH + "/return")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  Object sentBack(
      @RequestParam String id,
      @RequestParam(defaultValue = "") String note,
      Caller caller,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    String words = TypedText.stripped(note.replace("\r\n", "\n"));
    if (!PayoutFinding.Explanation.isOne(words)) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(id, model, locale);
    }
    return switch (remittances
        .returned(id, words, caller.actor())
        .orElseThrow(() -> ApiProblem.notFound(id))) {
      case Remittances.Return.Done done -> back("returned");
      case Remittances.Return.Before before ->
          throw ApiProblem.wrongState(before.credit().state().name(), Set.of());
    };
  }

  private static ResponseEntity<Void> back(String done) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(PATH + "?done=" + done))
        .build();
  }
}
