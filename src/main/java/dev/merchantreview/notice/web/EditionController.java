package dev.merchantreview.notice.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.notice.EditionCheck;
import dev.merchantreview.notice.Editions;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Editions of decision tables, which rule notices bring into force. */
@RestController
@RequestMapping("/api/v1/decision-tables/{table}/editions/{edition}")
@Tag(name = "Rule notices")
class EditionController {

  private static final String TABLE = "^[a-z][a-z0-9-]{1,59}$";
  private static final String TABLE_TEXT = "A decision table, by its id";
  private static final String NUMBER_TEXT = "The edition's number: 1 is the one of the release";
  private static final String NUMBER = "^([2-9]|[1-9][0-9]{1,3})$";

  private final Editions editions;
  private final EditionCheck check;
  private final WorkingCalendar calendar;

  EditionController(Editions editions, EditionCheck check, WorkingCalendar calendar) {
    this.editions = editions;
    this.check = check;
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
   * An edition that was loaded; it never changes.
   *
   * @param table the decision table it is of
   * @param edition its number; 1 is the one of the release
   * @param dmn its DMN file
   * @param sha256 of that file
   * @param loadedBy who loaded it
   * @param loadedAt when it was loaded
   */
  record EditionView(
      String table,
      int edition,
      String dmn,
      String sha256,
      String loadedBy,
      OffsetDateTime loadedAt) {}

  @PutMapping
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
  @Operation(operationId = "getEdition", summary = "An edition that was loaded, with its DMN file")
  EditionView get(
      @Parameter(description = TABLE_TEXT) @PathVariable @Pattern(regexp = TABLE) String table,
      @Parameter(description = NUMBER_TEXT) @PathVariable @Pattern(regexp = NUMBER)
          String edition) {
    return view(table, Integer.parseInt(edition));
  }

  private EditionView view(String table, int number) {
    Editions.Edition edition =
        editions.find(table, number).orElseThrow(() -> ApiProblem.notFound(table + " " + number));
    return new EditionView(
        edition.tableId(),
        edition.edition(),
        edition.content(),
        edition.sha256(),
        edition.loadedBy(),
        edition.loadedAt().atZone(calendar.zone()).toOffsetDateTime());
  }
}
