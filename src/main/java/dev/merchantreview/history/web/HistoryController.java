package dev.merchantreview.history.web;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.history.History;
import dev.merchantreview.history.MerchantsEvents;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.history.Verification;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to a case, and the proof that nobody changed the record. */
@RestController
@RequestMapping("/api/v1/cases")
@Tag(name = "History", description = "历史: append-only, hash-chained events")
class HistoryController {

  private final History history;
  private final MerchantsEvents merchants;
  private final CaseAccess access;

  HistoryController(History history, MerchantsEvents merchants, CaseAccess access) {
    this.history = history;
    this.merchants = merchants;
    this.access = access;
  }

  /**
   * @param next the {@code cursor} of the next page, or null on the last
   */
  record Events(List<EventView> items, @Nullable String next) {}

  @GetMapping("/{id}/history")
  @MayCall
  @Operation(operationId = "listHistory", summary = "Events of a case, oldest first")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Events events(
      @PathVariable String id,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller) {
    Query query = new Query(parameters, Set.of());
    int limit = query.limit();
    query.check();
    long after = afterSeq(parameters.get("cursor"));
    CaseId caseId = visible(id, caller);
    List<RecordedEvent> found = history.of(caseId, after, limit + 1);
    boolean more = found.size() > limit;
    List<RecordedEvent> shown = more ? found.subList(0, limit) : found;
    return new Events(
        shown.stream().map(shownTo(caller, caseId)).toList(),
        more ? Long.toString(shown.getLast().seq()) : null);
  }

  @GetMapping("/{id}/history/verification")
  @MayCall
  @Operation(operationId = "verifyHistory", summary = "The chain of a case, recomputed")
  Verification verification(@PathVariable String id, Caller caller) {
    return history.verify(visible(id, caller));
  }

  private Function<RecordedEvent, EventView> shownTo(Caller caller, CaseId caseId) {
    if (caller.readsAll()) {
      return EventView::whole;
    }
    boolean owner =
        parties(caseId).anyMatch(one -> one.owners().stream().anyMatch(caller::actsFor));
    return event ->
        EventView.toMerchant(owner ? merchants.toOwner(caseId, event) : merchants.toSide(event));
  }

  private CaseId visible(String id, Caller caller) {
    Optional<CaseId> caseId = CaseId.of(id);
    boolean visible =
        caseId
            .filter(
                known ->
                    caller.readsAll()
                        ? !history.of(known, 0, 1).isEmpty()
                        : parties(known)
                            .flatMap(one -> one.merchants().stream())
                            .anyMatch(caller::actsFor))
            .isPresent();
    if (!visible) {
      throw ApiProblem.notFound(id);
    }
    return caseId.get();
  }

  private Stream<CaseAccess.Parties> parties(CaseId caseId) {
    return access.partiesOf(caseId).stream();
  }

  private static long afterSeq(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException wrong) {
      throw ApiProblem.validation(List.of(FieldError.of("#query/cursor", "WRONG_CURSOR")));
    }
  }
}
