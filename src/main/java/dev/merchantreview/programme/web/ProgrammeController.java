package dev.merchantreview.programme.web;

import dev.merchantreview.programme.Eligibility;
import dev.merchantreview.programme.Invitations;
import dev.merchantreview.programme.Programme;
import dev.merchantreview.programme.ProgrammeSubjects;
import dev.merchantreview.programme.Programmes;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.PathIds;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Programmes, and what somebody lacks to be admitted. */
@RestController
@RequestMapping("/api/v1/programmes")
@Tag(name = "Programmes", description = "项目: what stores, merchants and streamers are admitted to")
class ProgrammeController {

  private final Programmes programmes;
  private final ProgrammeSubjects subjects;
  private final Eligibility eligibility;
  private final Invitations invitations;
  private final ProgrammeViews views;
  private final Clock clock;

  ProgrammeController(
      Programmes programmes,
      ProgrammeSubjects subjects,
      Eligibility eligibility,
      Invitations invitations,
      ProgrammeViews views,
      Clock clock) {
    this.programmes = programmes;
    this.subjects = subjects;
    this.eligibility = eligibility;
    this.invitations = invitations;
    this.views = views;
    this.clock = clock;
  }

  /** The programmes there are. */
  record ProgrammeList(List<ProgrammeView> items) {}

  /**
   * An invitation.
   *
   * @param until the last day it counts, where the platform is
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record ProgrammeInvitationRequest(@NotNull LocalDate until) {}

  /**
   * An invitation.
   *
   * @param programme its id
   * @param subject the subject's id
   * @param until the last day it counts
   */
  record ProgrammeInvitationView(String programme, String subject, LocalDate until) {}

  @GetMapping
  @MayCall
  @Operation(operationId = "listProgrammes", summary = "All programmes, by id")
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Platform.class))
  ProgrammeList list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Locale locale) {
    Query query = new Query(parameters, Set.of("platform"), Query.Kind.SINGLE);
    Optional<Platform> platform = query.constant("platform", Platform.class);
    query.check();
    return new ProgrammeList(
        programmes.all().stream()
            .filter(one -> platform.isEmpty() || one.platform() == platform.get())
            .map(one -> views.view(one, locale))
            .toList());
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(summary = "One programme")
  ProgrammeView get(@PathVariable String id, Locale locale) {
    return views.view(programme(id), locale);
  }

  @GetMapping("/{id}/eligibility")
  @MayCall
  @Operation(
      operationId = "getEligibility",
      summary =
          "Everything a subject lacks to be admitted, each with figure, threshold and remedy, before it applies")
  @Parameter(
      name = "subject",
      in = ParameterIn.QUERY,
      required = true,
      description = "The store's id, or the platform's id of the merchant or streamer")
  @Refuses(ProblemType.RULE_UNUSABLE)
  EligibilityView eligibility(
      @PathVariable String id,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("subject"), Query.Kind.SINGLE);
    String subject = query.required("subject");
    query.check();
    Programme programme = programme(id);
    visible(programme, subject, caller);
    return views.view(programme, subject, eligibility.of(programme, subject), locale);
  }

  @PutMapping("/{id}/invitations/{subject}")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "invite",
      summary = "Invite somebody to a programme whose entry is INVITED, or say anew until when")
  ProgrammeInvitationView invite(
      @PathVariable String id,
      @PathVariable String subject,
      @RequestBody ProgrammeInvitationRequest request,
      Caller caller) {
    Programme programme = programme(id);
    if (subjects.ownerOf(programme.subject(), PathIds.require(subject)).isEmpty()) {
      throw ApiProblem.notFound(subject);
    }
    if (programme.admission().entry() != Programme.Entry.INVITED) {
      throw ApiProblem.validation(List.of(FieldError.of("#path/id", "NOT_BY_INVITATION", id)));
    }
    if (request.until().isBefore(eligibility.today())) {
      throw ApiProblem.validation(List.of(FieldError.of("/until", "IN_PAST")));
    }
    invitations.invite(programme, subject, request.until(), caller.actor(), clock.instant());
    return new ProgrammeInvitationView(programme.id(), subject, request.until());
  }

  private Programme programme(String id) {
    return programmes.find(id).orElseThrow(() -> ApiProblem.notFound(id));
  }

  /** What is somebody else's is not there for a merchant. */
  private void visible(Programme programme, String subject, Caller caller) {
    String owner =
        subjects
            .ownerOf(programme.subject(), PathIds.require(subject))
            .orElseThrow(() -> ApiProblem.notFound(subject));
    if (!(caller.readsAll() || caller.actsFor(owner))) {
      throw ApiProblem.notFound(subject);
    }
  }
}
