package dev.merchantreview.caseindex.web;

import dev.merchantreview.caseindex.CaseExport;
import dev.merchantreview.caseindex.CaseFilter;
import dev.merchantreview.caseindex.CaseFilters;
import dev.merchantreview.caseindex.CaseIndex;
import dev.merchantreview.caseindex.CaseView;
import dev.merchantreview.caseindex.CaseViewer;
import dev.merchantreview.caseindex.FoundCase;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Download;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Cases of all types: found by what people know of them, and handed out. */
@RestController
@RequestMapping("/api/v1/cases")
@Tag(name = "Cases", description = "案件: cases of all types in one list")
class CaseController {

  private final CaseIndex index;
  private final CaseTypes types;
  private final CaseFilters filters;
  private final CaseViewer views;
  private final CaseExport export;

  CaseController(
      CaseIndex index, CaseTypes types, CaseFilters filters, CaseViewer views, CaseExport export) {
    this.index = index;
    this.types = types;
    this.filters = filters;
    this.views = views;
    this.export = export;
  }

  /** The parameters that say which cases are wanted. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameters({
    @Parameter(
        name = "type",
        in = ParameterIn.QUERY,
        description =
            "STORE_APPLICATION, FILING, STORE_CLOSURE, STORE, STORE_REVIEW, DEPOSIT_REFUND, PK_SESSION,"
                + " MEMBERSHIP, SERVICE_PROVIDER,"
                + " PROVIDER_APPLICATION or BINDING_PROPOSAL"),
    @Parameter(
        name = "platform",
        in = ParameterIn.QUERY,
        schema = @Schema(implementation = Platform.class)),
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "As the type's calls name it"),
    @Parameter(
        name = "open",
        in = ParameterIn.QUERY,
        description = "Whether somebody has to do something about it",
        schema = @Schema(type = "boolean")),
    @Parameter(
        name = "merchantId",
        in = ParameterIn.QUERY,
        description = "Acts for the case, or is a side of it"),
    @Parameter(
        name = "q",
        in = ParameterIn.QUERY,
        description =
            "An id (of a case, merchant, streamer or product), a licence number, an identity number, or words of"
                + " two characters and more that are all in the names"),
    @Parameter(
        name = "licence",
        in = ParameterIn.QUERY,
        description = "The number of the licence, exactly"),
    @Parameter(
        name = "reviewer",
        in = ParameterIn.QUERY,
        description = "Who gave the last verdict; not for merchants"),
    @Parameter(
        name = "from",
        in = ParameterIn.QUERY,
        description = "Began then or later: a time (RFC 3339) or a day of the platform's"),
    @Parameter(
        name = "to",
        in = ParameterIn.QUERY,
        description = "Began before that time, or not after that day"),
    @Parameter(
        name = "dueBefore",
        in = ParameterIn.QUERY,
        description = "Its review is due before then; the soonest due comes first"),
    @Parameter(
        name = "overdue",
        in = ParameterIn.QUERY,
        description = "true: its review is overdue; the longest overdue comes first",
        schema = @Schema(type = "boolean")),
    @Parameter(
        name = "verdict",
        in = ParameterIn.QUERY,
        description = "A round of it was decided so; with the following, the same round",
        schema = @Schema(implementation = Verdict.class)),
    @Parameter(
        name = "decidedBy",
        in = ParameterIn.QUERY,
        description = "Who decided the round: a reviewer, or the machine checks",
        schema = @Schema(implementation = CaseFilter.By.class)),
    @Parameter(
        name = "decidedRound",
        in = ParameterIn.QUERY,
        description = "The round that was decided",
        schema = @Schema(type = "integer", minimum = "1")),
    @Parameter(
        name = "problem",
        in = ParameterIn.QUERY,
        description = "The code of a problem that was named when a round was decided"),
    @Parameter(
        name = "decidedFrom",
        in = ParameterIn.QUERY,
        description = "A round was decided then or later: a time (RFC 3339) or a day"),
    @Parameter(
        name = "decidedTo",
        in = ParameterIn.QUERY,
        description = "A round was decided before that time, or not after that day"),
    @Parameter(
        name = "person",
        in = ParameterIn.QUERY,
        description =
            "Keyed hashes of an identity number, as the console writes them into its addresses")
  })
  @interface Filtered {}

  @GetMapping
  @MayCall
  @Filtered
  @Operation(operationId = "listCases", summary = "Cases of all types, newest first")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<CaseView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Caller caller) {
    Query query = new Query(parameters, CaseFilters.NAMES);
    CaseFilter filter = filters.read(query);
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    requireAll(filter, caller);
    List<FoundCase> found =
        index.list(filter, new Page.Slice(merchants(caller), cursor, limit + 1));
    return Page.of(found, limit, one -> one.place(filter.order()), one -> views.view(one, caller));
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(operationId = "getCase", summary = "One case of any type")
  CaseView get(@PathVariable String id, Caller caller) {
    return CaseId.of(id)
        .filter(visibleTo(caller))
        .flatMap(index::find)
        .map(found -> views.view(found, caller))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  @GetMapping(
      path = "/export",
      produces = {CaseExport.CSV, CaseExport.JSON_LINES, CaseExport.XLSX})
  @MayCall
  @Filtered
  @Operation(
      operationId = "exportCases",
      summary = "Everything a list of cases with the same filter would show, as a file")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(mediaType = CaseExport.CSV),
        @Content(mediaType = CaseExport.JSON_LINES),
        @Content(mediaType = CaseExport.XLSX)
      })
  ResponseEntity<StreamingResponseBody> export(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      @Parameter(hidden = true) @RequestHeader(value = HttpHeaders.ACCEPT, defaultValue = "*/*")
          String accept,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, CaseFilters.NAMES, Query.Kind.SINGLE);
    CaseFilter filter = filters.read(query);
    query.check();
    requireAll(filter, caller);
    CaseExport.Format format = accepted(accept);
    List<String> merchants = merchants(caller);
    // Whether it can be read at all is found out before the answer begins.
    index.list(filter, new Page.Slice(merchants, Optional.empty(), 1));
    return Download.of(
        format.mediaType(),
        export.fileName(format),
        out -> export.write(format, filter, merchants, caller, locale, out));
  }

  /** The one an Accept header likes most; the first of them when it likes several alike. */
  private static CaseExport.Format accepted(String accept) {
    return MediaType.parseMediaTypes(accept).stream()
        .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
        .flatMap(
            type ->
                Arrays.stream(CaseExport.Format.values())
                    .filter(
                        one -> type.isCompatibleWith(MediaType.parseMediaType(one.mediaType()))))
        .findFirst()
        .orElse(CaseExport.Format.CSV);
  }

  private static @Nullable List<String> merchants(Caller caller) {
    return caller.readsAll() ? null : caller.merchants();
  }

  private Predicate<CaseId> visibleTo(Caller caller) {
    return id ->
        caller.readsAll()
            || types.partiesOf(id).stream()
                .flatMap(parties -> parties.merchants().stream())
                .anyMatch(caller::actsFor);
  }

  /**
   * Who reviewed a case is not a merchant's to know, nor what was decided of a case it is only a
   * side of: so it cannot ask by either.
   */
  private static void requireAll(CaseFilter filter, Caller caller) {
    CaseFilter.Decided decided = filter.decided();
    if (!caller.readsAll() && (filter.reviewer() != null || decided != null && !decided.isAny())) {
      throw ApiProblem.of(ProblemType.FORBIDDEN);
    }
  }
}
