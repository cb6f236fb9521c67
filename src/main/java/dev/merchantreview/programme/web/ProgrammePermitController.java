package dev.merchantreview.programme.web;

import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.programme.MembershipState;
import dev.merchantreview.programme.Programme;
import dev.merchantreview.programme.ProgrammePermits;
import dev.merchantreview.programme.ProgrammeSubjects;
import dev.merchantreview.programme.Programmes;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.CallerClock;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** May this subject use what this programme opens? Asked each time it is used. */
@RestController
@RequestMapping("/api/v1/permits")
@Tag(name = "Permits", description = "项目权限: may this subject use what this programme opens?")
class ProgrammePermitController {

  private final ProgrammePermits permits;
  private final Programmes programmes;
  private final ProgrammeSubjects subjects;
  private final CallerClock clock;
  private final Texts texts;

  ProgrammePermitController(
      ProgrammePermits permits,
      Programmes programmes,
      ProgrammeSubjects subjects,
      CallerClock clock,
      Texts texts) {
    this.permits = permits;
    this.programmes = programmes;
    this.subjects = subjects;
    this.clock = clock;
    this.texts = texts;
  }

  /**
   * An answer.
   *
   * @param programme its id
   * @param subject the subject's id
   * @param permitted whether it may be used
   * @param reasons every reason against it; empty when it is permitted
   * @param state of the membership; null where there is none, and where nobody applies
   * @param membershipId the membership; null likewise
   */
  record ProgrammePermitView(
      String programme,
      String subject,
      boolean permitted,
      List<Texts.Coded> reasons,
      @Nullable MembershipState state,
      @Nullable String membershipId) {}

  /** The answers, in the order of the questions. */
  record ProgrammePermitList(List<ProgrammePermitView> items) {}

  /**
   * A question.
   *
   * @param programme its id
   * @param subject the store's id, or the platform's id of the merchant or streamer
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record PermitQuestion(
      @NotNull @Pattern(regexp = "^[a-z][a-z0-9-]{1,59}$") String programme,
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String subject) {}

  /**
   * Several questions.
   *
   * @param questions what is asked, answered in this order
   * @param at when it is to be used; null means now
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record PermitBatch(
      @NotNull @Size(min = 1, max = 200) List<@NotNull @Valid PermitQuestion> questions,
      @Nullable OffsetDateTime at) {}

  @GetMapping
  @MayCall
  @Operation(
      operationId = "getPermit",
      summary = "Whether one subject may use what a programme opens; all reasons at once")
  @Parameter(name = "programme", in = ParameterIn.QUERY, required = true, description = "Its id")
  @Parameter(
      name = "subject",
      in = ParameterIn.QUERY,
      required = true,
      description = "The store's id, or the platform's id of the merchant or streamer")
  @Parameter(name = "at", in = ParameterIn.QUERY, description = "RFC 3339; now unless given")
  ProgrammePermitView get(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("programme", "subject", "at"), Query.Kind.SINGLE);
    String programme = query.required("programme");
    String subject = query.required("subject");
    Instant at = query.instant("at").orElse(null);
    if (at != null && at.isBefore(clock.earliestNow())) {
      query.wrong(FieldError.of("#query/at", "IN_PAST"));
    }
    if (parameters.containsKey("programme") && programmes.find(programme).isEmpty()) {
      query.wrong(FieldError.of("#query/programme", "UNKNOWN_PROGRAMME", programme));
    }
    query.check();
    ProgrammePermits.Question question = new ProgrammePermits.Question(programme, subject, at);
    return views(List.of(question), caller, locale).getFirst();
  }

  @PostMapping("/batch")
  @MayCall
  @Operation(operationId = "getPermits", summary = "Up to 200 subjects and programmes")
  ProgrammePermitList batch(@RequestBody PermitBatch request, Caller caller, Locale locale) {
    Instant at = request.at() == null ? null : request.at().toInstant();
    List<FieldError> errors = new ArrayList<>();
    if (at != null && at.isBefore(clock.earliestNow())) {
      errors.add(FieldError.of("/at", "IN_PAST"));
    }
    for (int i = 0; i < request.questions().size(); i++) {
      String programme = request.questions().get(i).programme();
      if (programmes.find(programme).isEmpty()) {
        errors.add(FieldError.of("/questions/" + i + "/programme", "UNKNOWN_PROGRAMME", programme));
      }
    }
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
    return new ProgrammePermitList(
        views(
            request.questions().stream()
                .map(one -> new ProgrammePermits.Question(one.programme(), one.subject(), at))
                .toList(),
            caller,
            locale));
  }

  /** What is somebody else's is unknown to a merchant; whoever may see all is not asked for it. */
  private List<ProgrammePermitView> views(
      List<ProgrammePermits.Question> questions, Caller caller, Locale locale) {
    List<ProgrammePermits.Answer> answers = permits.answer(questions);
    Map<FigureSubject, String> owners =
        caller.readsAll()
            ? Map.of()
            : subjects.ownersOf(questions.stream().map(this::subject).toList());
    List<ProgrammePermitView> views = new ArrayList<>(questions.size());
    for (int i = 0; i < questions.size(); i++) {
      ProgrammePermits.Question question = questions.get(i);
      ProgrammePermits.Answer answer = answers.get(i);
      boolean visible =
          caller.readsAll()
              || Optional.ofNullable(owners.get(subject(question)))
                  .filter(caller::actsFor)
                  .isPresent();
      views.add(
          visible
              ? new ProgrammePermitView(
                  question.programme(),
                  question.subject(),
                  answer.permitted(),
                  answer.reasons().stream().map(code -> reason(question, code, locale)).toList(),
                  answer.state(),
                  answer.membership())
              : new ProgrammePermitView(
                  question.programme(),
                  question.subject(),
                  false,
                  List.of(texts.of("permit", "SUBJECT_UNKNOWN", locale)),
                  null,
                  null));
    }
    return views;
  }

  private FigureSubject subject(ProgrammePermits.Question question) {
    return new FigureSubject(
        programmes.find(question.programme()).orElseThrow().subject(), question.subject());
  }

  /** Where nobody applies, what is unmet is the programme's own. */
  private Texts.Coded reason(ProgrammePermits.Question question, String code, Locale locale) {
    Programme.Condition condition =
        programmes.find(question.programme()).orElseThrow().conditions().get(code);
    return condition == null
        ? texts.of("permit", code, locale)
        : new Texts.Coded(code, condition.text().in(locale));
  }
}
