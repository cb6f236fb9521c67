package dev.merchantreview.filing.web;

import dev.merchantreview.catalog.Products;
import dev.merchantreview.filing.Declarations;
import dev.merchantreview.filing.Filing;
import dev.merchantreview.filing.FilingChecks;
import dev.merchantreview.filing.FilingState;
import dev.merchantreview.filing.Scenario;
import dev.merchantreview.filing.Side;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Page;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Filings. */
@RestController
@RequestMapping("/api/v1")
@Tag(
    name = "Filings",
    description = "报备: may this product be sold live by, or against, this streamer?")
class FilingController {

  private final Declarations declarations;
  private final Submissions submissions;
  private final FilingChecks checks;
  private final FilingViews filings;
  private final Products products;

  FilingController(
      Declarations declarations,
      Submissions submissions,
      FilingChecks checks,
      FilingViews filings,
      Products products) {
    this.declarations = declarations;
    this.submissions = submissions;
    this.checks = checks;
    this.filings = filings;
    this.products = products;
  }

  /**
   * What was declared.
   *
   * @param items one filing a product, in their order
   * @param pkSessionId the PK they belong to; null outside one
   */
  record Declared(List<FilingView> items, @Nullable String pkSessionId) {}

  /**
   * A product taken up for distribution.
   *
   * @param filing what both sides see; null when nothing has to be filed
   */
  record ListingView(
      String streamerId,
      String streamerNickname,
      String productId,
      boolean filingNeeded,
      @Nullable FilingView filing) {}

  /** What a streamer takes up. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record ListingRequest(
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String streamerId,
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String productId) {}

  /**
   * What the category of a filing's product requires.
   *
   * @param anyOf one entry a demand: the kinds of document of which one fulfils it; empty when the
   *     filing can be submitted as it is
   */
  record Requirement(List<List<String>> anyOf) {}

  @PostMapping("/filings")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "declareFilings",
      summary = "Declare products, one filing each, all or none")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<Declared> declare(
      @RequestBody FilingRequest request, Once once, Caller caller, Locale locale) {
    return once.run(
        request,
        () ->
            switch (declarations.declare(request.declaration(), side(caller))) {
              case Declarations.DeclarationResult.Declared declared ->
                  ResponseEntity.status(HttpStatus.CREATED)
                      .body(
                          new Declared(
                              declared.filings().stream()
                                  .map(filings.viewer(declared.filings(), caller, locale))
                                  .toList(),
                              declared.session() == null ? null : declared.session().value()));
              case Declarations.DeclarationResult.Wrong wrong ->
                  throw ApiProblem.validation(wrong.errors());
            });
  }

  @PostMapping("/distribution-listings")
  @MayCall({Role.MERCHANT, Role.ADMIN})
  @Operation(
      operationId = "createDistributionListing",
      summary = "A streamer takes up somebody's product for distribution")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<ListingView> list(
      @RequestBody ListingRequest request, Once once, Caller caller, Locale locale) {
    Side side = caller.has(Role.ADMIN) ? new Side(caller.actor(), merchant -> true) : side(caller);
    return once.run(
        request,
        () ->
            switch (declarations.list(request.streamerId(), request.productId(), side)) {
              case Declarations.ListingResult.Listed listed ->
                  ResponseEntity.status(HttpStatus.CREATED)
                      .body(view(listed.listing(), caller, locale));
              case Declarations.ListingResult.Wrong wrong ->
                  throw ApiProblem.validation(wrong.errors());
            });
  }

  private ListingView view(Declarations.Listing listing, Caller caller, Locale locale) {
    return new ListingView(
        listing.streamer().id(),
        listing.streamer().nickname(),
        listing.product().id(),
        listing.filing() != null,
        listing.filing() == null ? null : filings.view(listing.filing(), caller, locale));
  }

  @GetMapping("/filings/{id}")
  @MayCall
  @Operation(summary = "One filing; both sides see the same state")
  ResponseEntity<FilingView> get(@PathVariable String id, Caller caller, Locale locale) {
    return filings.get(id, caller, locale);
  }

  @GetMapping("/filings")
  @MayCall
  @Operation(summary = "Filings of whichever side the caller is on, newest first")
  @Parameter(name = "streamerId", in = ParameterIn.QUERY)
  @Parameter(name = "productId", in = ParameterIn.QUERY)
  @Parameter(name = "ownerId", in = ParameterIn.QUERY)
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = FilingState.class))
  @Parameter(
      name = "scenario",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Scenario.class))
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<FilingView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query =
        new Query(parameters, Set.of("streamerId", "productId", "ownerId", "state", "scenario"));
    Optional<String> streamerId = query.text("streamerId");
    Optional<String> productId = query.text("productId");
    Optional<String> ownerId = query.text("ownerId");
    Optional<FilingState> state = query.constant("state", FilingState.class);
    Optional<Scenario> scenario = query.constant("scenario", Scenario.class);
    return filings.page(
        query,
        caller,
        locale,
        slice ->
            submissions.list(
                streamerId.orElse(null),
                productId
                    .map(given -> products.ids(List.of(given), caller::actsFor).getFirst())
                    .orElse(null),
                ownerId.orElse(null),
                state.orElse(null),
                scenario.orElse(null),
                slice));
  }

  @GetMapping("/filings/{id}/required-qualifications")
  @MayCall
  @Operation(
      operationId = "listRequiredQualifications",
      summary = "Which documents the product's category requires")
  Requirement required(@PathVariable String id, Caller caller) {
    return new Requirement(checks.required(filings.visible(id, caller)).anyOf());
  }

  @PostMapping("/filings/{id}/qualifications")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "submitQualifications",
      summary = "Hand in the qualification; a round of review begins")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  @Refuses(ProblemType.NOT_YOURS)
  ResponseEntity<FilingView> submit(
      @PathVariable String id,
      @RequestBody QualificationRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    Filing current = filings.owned(id, caller);
    return once.run(
        request,
        () ->
            switch (submissions
                .submit(
                    current.id(),
                    request.documents(),
                    request.liveAt() == null ? null : request.liveAt().toInstant(),
                    caller.actor(),
                    expected)
                .orElseThrow(() -> ApiProblem.notFound(id))) {
              case Submissions.SubmissionResult.Changed changed ->
                  filings.changed(Optional.of(changed.change()), id, caller, locale);
              case Submissions.SubmissionResult.Wrong wrong ->
                  throw ApiProblem.validation(wrong.errors());
            });
  }

  @PostMapping("/filings/{id}/withdrawal")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Take a submission back; the filing is PENDING on both sides again")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  @Refuses(ProblemType.NOT_YOURS)
  ResponseEntity<FilingView> withdraw(
      @PathVariable String id, Once once, ExpectedVersion expected, Caller caller, Locale locale) {
    Filing current = filings.owned(id, caller);
    return once.run(
        "",
        () ->
            filings.changed(
                submissions.withdraw(current.id(), caller.actor(), expected), id, caller, locale));
  }

  private static Side side(Caller caller) {
    return new Side(caller.actor(), caller::actsFor);
  }
}
