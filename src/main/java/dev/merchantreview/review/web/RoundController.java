package dev.merchantreview.review.web;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.review.Round;
import dev.merchantreview.review.Rounds;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was handed in in each round of a case, and what was said to it. */
@RestController
@RequestMapping("/api/v1/cases")
@Tag(name = "Rounds", description = "审核轮次: what was decided of each round, on what, and by when")
class RoundController {

  private final Rounds rounds;
  private final RoundViews views;
  private final CaseAccess access;

  RoundController(Rounds rounds, RoundViews views, CaseAccess access) {
    this.rounds = rounds;
    this.views = views;
    this.access = access;
  }

  /**
   * @param items empty where a case is of a type nobody reviews
   * @param next the {@code cursor} of the next page, or null on the last
   */
  record RoundPage(List<RoundView> items, @Nullable String next) {}

  @GetMapping("/{id}/rounds")
  @MayCall
  @Operation(
      operationId = "listRounds",
      summary = "Rounds of review of a case, oldest first, the open one among them")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  RoundPage rounds(
      @PathVariable String id,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of());
    int limit = query.limit();
    int after = after(parameters.get("cursor"), query);
    query.check();
    CaseAccess.Parties parties =
        CaseId.of(id)
            .flatMap(access::partiesOf)
            .filter(known -> caller.readsAll() || isAny(known.merchants(), caller::actsFor))
            .orElseThrow(() -> ApiProblem.notFound(id));
    RoundViews.Sight sight =
        caller.readsAll()
            ? RoundViews.Sight.WHOLE
            : isAny(parties.owners(), caller::actsFor)
                ? RoundViews.Sight.OWNER
                : RoundViews.Sight.SIDE;
    CaseId caseId = new CaseId(id);
    List<Round> found = rounds.of(caseId, after, limit + 1);
    boolean more = found.size() > limit;
    List<Round> shown = more ? found.subList(0, limit) : found;
    return new RoundPage(
        shown.stream().map(round -> views.of(caseId, round, sight, locale)).toList(),
        more ? Integer.toString(shown.getLast().number()) : null);
  }

  private static boolean isAny(Set<String> merchants, Predicate<String> wanted) {
    return merchants.stream().anyMatch(wanted);
  }

  private static int after(@Nullable String cursor, Query query) {
    if (cursor == null || cursor.isEmpty()) {
      return 0;
    }
    if (!cursor.matches("[1-9][0-9]{0,8}")) {
      query.wrong(FieldError.of("#query/cursor", "WRONG_CURSOR"));
      return 0;
    }
    return Integer.parseInt(cursor);
  }
}
