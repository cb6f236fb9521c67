package dev.merchantreview.notice.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.notice.EditionCheck;
import dev.merchantreview.notice.Editions;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
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
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Editions of decision tables, which rule notices bring into force. */
@RestController
@RequestMapping("/api/v1/decision-tables/{table}/editions")
@Tag(name = "Rule notices")
class EditionController {

  private static final String TABLE = "^[a-z][a-z0-9-]{1,59}$";
  private static final String TABLE_TEXT = "A decision table, by its id";
  private static final String NUMBER_TEXT = "The edition's number: 1 is the one of the release";
  private static final String NUMBER = "^([2-9]|[1-9][0-9]{1,3})$";
  private static final String ANY_NUMBER = "^[1-9][0-9]{0,3}$";
  private static final String SHA256 = "sha256";

  private final Editions editions;
  private final EditionCheck check;
  private final DecisionTables tables;
  private final WorkingCalendar calendar;

  EditionController(
      Editions editions, EditionCheck check, DecisionTables tables, WorkingCalendar calendar) {
    this.editions = editions;
    this.check = check;
    this.tables = tables;
    this.calendar = calendar;
  }

  /**
   * An edition.
   *
   * @param dmn the DMN file: the released table's, with other rows
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record EditionRequest(
      @NotNull @Schema(format = ApiRequest.MULTI_LINE) @Size(min = 1, max = 400_000) String dmn) {}

  /**
   * An edition that was loaded; it never changes. That of a release is another one with each
   * release that changes it, which {@code sha256} tells apart.
   *
   * @param table the decision table it is of
   * @param edition its number; 1 is the one of the release
   * @param dmn its DMN file
   * @param sha256 of that file
   * @param loadedBy who loaded it
   * @param loadedAt when it was loaded, or a release first brought it to the engine; null before
   */
  record EditionView(
      String table,
      int edition,
      String dmn,
      String sha256,
      String loadedBy,
      @Nullable OffsetDateTime loadedAt) {}

  /**
   * The same without its file.
   *
   * @param table the decision table it is of
   * @param edition its number; 1 is the one of a release
   * @param sha256 of its file
   * @param loadedBy who loaded it
   * @param loadedAt when it was loaded, or a release first brought it to the engine; null before
   */
  record ListedEditionView(
      String table,
      int edition,
      String sha256,
      String loadedBy,
      @Nullable OffsetDateTime loadedAt) {}

  /**
   * The editions of a table.
   *
   * @param items those of the releases first, oldest first, then the others by number
   */
  record EditionsView(List<ListedEditionView> items) {}

  @PutMapping("/{edition}")
  @MayCall(Role.ADMIN)
  @Operation(
      operationId = "loadEdition",
      summary = "Load an edition of a decision table, for a rule notice to bring into force")
  @ApiResponse(responseCode = "200", description = "It was there", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "201", description = "Loaded", useReturnTypeSchema = true)
  @Refuses(own = NoticeRefusal.class)
  ResponseEntity<EditionView> load(
      @Parameter(description = TABLE_TEXT) @PathVariable @Pattern(regexp = TABLE) String table,
      @Parameter(description = NUMBER_TEXT) @PathVariable @Pattern(regexp = NUMBER) String edition,
      @RequestBody EditionRequest request,
      Caller caller) {
    List<FieldError> errors = check.check(table, request.dmn(), "/dmn");
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
    int number = Integer.parseInt(edition);
    HttpStatus status =
        switch (editions.load(table, number, request.dmn(), caller.actor())) {
          case LOADED -> HttpStatus.CREATED;
          case SAME -> HttpStatus.OK;
          case OTHER -> throw ApiProblem.of(NoticeRefusal.EDITION_LOADED, table, edition);
        };
    return ResponseEntity.status(status).body(view(table, number));
  }

  @GetMapping
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(operationId = "getEditions", summary = "The editions of a table, without their files")
  EditionsView list(
      @Parameter(description = TABLE_TEXT) @PathVariable @Pattern(regexp = TABLE) String table) {
    List<EditionView> all =
        Stream.concat(
                tables.releases(table).stream().map(release -> view(table, release)),
                editions.of(table).stream().map(this::view))
            .toList();
    if (all.isEmpty()) {
      throw ApiProblem.notFound(table);
    }
    return new EditionsView(
        all.stream()
            .map(
                one ->
                    new ListedEditionView(
                        one.table(), one.edition(), one.sha256(), one.loadedBy(), one.loadedAt()))
            .toList());
  }

  @GetMapping("/{edition}")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(operationId = "getEdition", summary = "An edition, with its DMN file")
  @Parameter(
      name = SHA256,
      in = ParameterIn.QUERY,
      description =
          "Of edition 1: that of a case's evidence; the one of this release when left out",
      schema = @Schema(type = "string", pattern = "^[0-9a-f]{64}$"))
  EditionView get(
      @Parameter(description = TABLE_TEXT) @PathVariable @Pattern(regexp = TABLE) String table,
      @Parameter(description = NUMBER_TEXT) @PathVariable @Pattern(regexp = ANY_NUMBER)
          String edition,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters) {
    Query query = new Query(parameters, Set.of(SHA256), Query.Kind.SINGLE);
    Optional<String> sha256 = query.text(SHA256);
    query.check();
    int number = Integer.parseInt(edition);
    if (number == DecisionEditions.RELEASED) {
      return released(table, sha256);
    }
    EditionView view = view(table, number);
    if (sha256.filter(asked -> !asked.equals(view.sha256())).isPresent()) {
      throw ApiProblem.notFound(table + " " + number + " " + sha256.get());
    }
    return view;
  }

  private EditionView released(String table, Optional<String> sha256) {
    String wanted = sha256.or(() -> tables.sha256(table)).orElse("");
    return tables.releases(table).stream()
        .filter(one -> one.sha256().equals(wanted))
        .findFirst()
        .map(release -> view(table, release))
        .orElseThrow(() -> ApiProblem.notFound(table + " 1 " + sha256.orElse("")));
  }

  private EditionView view(String table, DecisionTables.Release release) {
    return new EditionView(
        table,
        DecisionEditions.RELEASED,
        release.content(),
        release.sha256(),
        ActorRef.SYSTEM.kind() + ":" + ActorRef.SYSTEM.id(),
        release.since() == null ? null : at(release.since()));
  }

  private EditionView view(String table, int number) {
    return view(
        editions.find(table, number).orElseThrow(() -> ApiProblem.notFound(table + " " + number)));
  }

  private EditionView view(Editions.Edition edition) {
    return new EditionView(
        edition.tableId(),
        edition.edition(),
        edition.content(),
        edition.sha256(),
        edition.loadedBy(),
        at(edition.loadedAt()));
  }

  private OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
