package dev.merchantreview.migration.web;

import dev.merchantreview.engine.Diagrams;
import dev.merchantreview.migration.Migrations;
import dev.merchantreview.migration.Move;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import dev.merchantreview.web.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Moving running instances to the newest diagram of their process: first looked at, then done. */
@RestController
@RequestMapping("/api/v1/cases")
@Tag(name = "Migration", description = "流程迁移: running instances to the newest diagram")
class MigrationController {

  // The version, and where the records go on after it: numbers up to 8.7, Base64 from 8.8 on.
  private static final String CURSOR = "[0-9]{1,18}(\\.[A-Za-z0-9+/=_.-]{1,400})?";
  private static final int MOST_AT_ONCE = 200;
  private static final int AT_ONCE = 50;

  private final Migrations migrations;
  private final Texts texts;

  MigrationController(Migrations migrations, Texts texts) {
    this.migrations = migrations;
    this.texts = texts;
  }

  /**
   * What comes, or would come, of moving an instance.
   *
   * @param caseId null for an instance no case is bound to (yet)
   * @param processInstanceKey the engine's key of the instance; null when the case has none
   * @param fromVersion the number of the diagram's version it runs by; null without an instance
   * @param toVersion the number of the newest version; null without an instance
   * @param elements where in the diagram it is
   * @param reasons why it is refused; empty otherwise
   */
  record MigrationView(
      @Nullable String caseId,
      @Nullable String processId,
      @Nullable String processInstanceKey,
      @Nullable Integer fromVersion,
      @Nullable Integer toVersion,
      Move.Outcome outcome,
      List<String> elements,
      List<ObstacleView> reasons) {}

  /**
   * Why an instance cannot be moved.
   *
   * @param elementId the diagram's element that is meant; null when none is
   */
  record ObstacleView(Move.Code code, String message, @Nullable String elementId) {}

  /**
   * Instances that do not run by the newest diagram.
   *
   * @param items at most as many as asked for; there may be more on the next page however few
   * @param next the {@code cursor} of the next page, or null on the last
   */
  record MigrationPage(List<MigrationView> items, @Nullable String next) {}

  /**
   * Which instances are moved.
   *
   * @param processId the BPMN process
   * @param version the number of the diagram's version they run by; left out for all older ones
   * @param limit how many at most
   * @param cursor next of the page before
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record MigrationRequest(
      @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,99}") String processId,
      @Nullable @Min(1) @Max(Integer.MAX_VALUE) Integer version,
      @Nullable @Min(1) @Max(MOST_AT_ONCE) Integer limit,
      @Nullable @Size(min = 1, max = 420) @Pattern(regexp = CURSOR) String cursor) {}

  @GetMapping("/{id}/migration")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "planCaseMigration",
      summary = "What would come of moving a case's instance to the newest diagram")
  MigrationView planOne(@PathVariable String id, Locale locale) {
    return view(planned(id), locale);
  }

  @PostMapping("/{id}/migration")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Refuses(own = MigrationRefusal.class)
  @Operation(
      operationId = "migrateCase",
      summary = "Move a case's instance to the newest diagram of its process")
  @ApiResponse(
      responseCode = "202",
      description = "Kept for the engine; the case's history says when it was done",
      useReturnTypeSchema = true)
  ResponseEntity<MigrationView> migrateOne(
      @PathVariable String id, Once once, Caller caller, Locale locale) {
    return once.run(
        "",
        () -> planned(id),
        planned -> {
          Move made = migrations.make(planned, caller.actor());
          if (made.outcome() == Move.Outcome.REFUSED) {
            throw ApiProblem.of(
                MigrationRefusal.MIGRATION_REFUSED,
                made.reasons().stream().map(MigrationController::error).toList());
          }
          return ResponseEntity.accepted().body(view(made, locale));
        });
  }

  @GetMapping("/migration")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "planMigration",
      summary = "Instances of a process that do not run by its newest diagram")
  @Parameter(
      name = "processId",
      in = ParameterIn.QUERY,
      required = true,
      description = "The BPMN process")
  @Parameter(
      name = "version",
      in = ParameterIn.QUERY,
      description = "Only those that run by this version of the diagram",
      schema = @Schema(type = "integer", format = "int32", minimum = "1"))
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  MigrationPage planPage(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Locale locale) {
    Query query = new Query(parameters, Set.of("processId", "version"));
    String processId = query.required("processId");
    if (!processId.isEmpty() && !migrations.processIds().contains(processId)) {
      query.wrong(FieldError.of("#query/processId", "NOT_ALLOWED"));
    }
    Optional<Integer> version = query.positive("version");
    int limit = query.limit();
    Optional<String> cursor = query.text("cursor").filter(text -> !text.isEmpty());
    if (cursor.filter(text -> !text.matches(CURSOR)).isPresent()) {
      query.wrong(FieldError.of("#query/cursor", "WRONG_CURSOR"));
    }
    query.check();
    Migrations.Part part =
        part("#query/cursor", processId, version.orElse(null), cursor.orElse(null), limit);
    return page(part.moves(), part.next(), locale);
  }

  @PostMapping("/migration")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "migrateCases",
      summary = "Move instances of a process to its newest diagram, a page at a time")
  @ApiResponse(
      responseCode = "202",
      description = "Kept for the engine where the outcome says so; histories say when it was done",
      useReturnTypeSchema = true)
  ResponseEntity<MigrationPage> migratePage(
      @RequestBody MigrationRequest request, Once once, Caller caller, Locale locale) {
    if (!migrations.processIds().contains(request.processId())) {
      throw ApiProblem.validation(List.of(FieldError.of("/processId", "NOT_ALLOWED")));
    }
    return once.run(
        request,
        () ->
            part(
                "/cursor",
                request.processId(),
                request.version(),
                request.cursor(),
                request.limit() == null ? AT_ONCE : request.limit()),
        part ->
            ResponseEntity.accepted()
                .body(
                    page(
                        part.moves().stream()
                            .map(move -> migrations.make(move, caller.actor()))
                            .toList(),
                        part.next(),
                        locale)));
  }

  private Move planned(String id) {
    return CaseId.of(id).flatMap(migrations::plan).orElseThrow(() -> ApiProblem.notFound(id));
  }

  private Migrations.Part part(
      String pointer,
      String processId,
      @Nullable Integer version,
      @Nullable String cursor,
      int limit) {
    try {
      return migrations.plan(processId, version, cursor == null ? null : position(cursor), limit);
    } catch (IllegalArgumentException notOurs) {
      throw ApiProblem.validation(List.of(FieldError.of(pointer, "WRONG_CURSOR")));
    }
  }

  private static Diagrams.Position position(String cursor) {
    int dot = cursor.indexOf('.');
    return dot < 0
        ? new Diagrams.Position(Long.parseLong(cursor), null)
        : new Diagrams.Position(
            Long.parseLong(cursor.substring(0, dot)), cursor.substring(dot + 1));
  }

  private static String cursor(Diagrams.Position position) {
    return position.after() == null
        ? Long.toString(position.version())
        : position.version() + "." + position.after();
  }

  private static FieldError error(Move.Reason reason) {
    return new FieldError(
        reason.elementId() == null ? "" : "#element/" + reason.elementId(),
        reason.code().name(),
        List.of());
  }

  private MigrationPage page(List<Move> moves, Diagrams.@Nullable Position next, Locale locale) {
    return new MigrationPage(
        moves.stream().map(move -> view(move, locale)).toList(),
        next == null ? null : cursor(next));
  }

  private MigrationView view(Move move, Locale locale) {
    Diagrams.Plan plan = move.plan();
    return new MigrationView(
        move.caseId() == null ? null : move.caseId().value(),
        plan == null ? null : plan.running().processId(),
        plan == null ? null : Long.toString(plan.running().instance()),
        plan == null ? null : plan.running().version().number(),
        plan == null ? null : plan.to().number(),
        move.outcome(),
        plan == null ? List.of() : plan.at(),
        move.reasons().stream()
            .map(
                reason ->
                    new ObstacleView(
                        reason.code(),
                        texts.text("error", reason.code().name(), locale),
                        reason.elementId()))
            .toList());
  }
}
