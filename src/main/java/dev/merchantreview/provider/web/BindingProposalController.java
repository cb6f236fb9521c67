package dev.merchantreview.provider.web;

import dev.merchantreview.provider.BindingProposal;
import dev.merchantreview.provider.Bindings;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Page;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Changes;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Merchants are asked whether they are bound to a service provider, and answer. */
@RestController
@RequestMapping(BindingProposalController.PATH)
@Tag(
    name = "Binding proposals",
    description = "服务商绑定: a merchant is bound to a provider once it agrees")
class BindingProposalController {

  static final String PATH = "/api/v1/binding-proposals";

  private final Bindings bindings;
  private final BindingProposalViews views;

  BindingProposalController(Bindings bindings, BindingProposalViews views) {
    this.bindings = bindings;
    this.views = views;
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(operationId = "getBindingProposal", summary = "One proposal")
  BindingProposalView get(@PathVariable String id, Caller caller) {
    return views.view(views.visible(id, caller), caller);
  }

  @GetMapping
  @MayCall
  @Operation(operationId = "listBindingProposals", summary = "Proposals, newest first")
  @Parameter(name = "serviceProviderId", in = ParameterIn.QUERY, description = "Of this provider")
  @Parameter(name = "merchantId", in = ParameterIn.QUERY, description = "Who is asked")
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = BindingProposal.State.class))
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<BindingProposalView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Caller caller) {
    Query query = new Query(parameters, Set.of("serviceProviderId", "merchantId", "state"));
    Optional<String> provider = query.text("serviceProviderId");
    Optional<String> merchant = query.text("merchantId");
    Optional<BindingProposal.State> state = query.constant("state", BindingProposal.State.class);
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    List<BindingProposal> found =
        bindings.list(
            provider.orElse(null),
            merchant.orElse(null),
            state.orElse(null),
            new Page.Slice(caller.readsAll() ? null : caller.merchants(), cursor, limit + 1));
    return Page.of(
        found,
        limit,
        one -> new Page.Cursor(one.createdAt(), one.id().value()),
        views.viewer(found, caller));
  }

  @PostMapping("/{id}/agreement")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "agreeToBinding",
      summary = "The merchant that is asked agrees, and is bound; it has one provider an industry")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  @Refuses({ProblemType.NOT_YOURS, ProblemType.WRONG_STATE, ProblemType.DUPLICATE})
  ResponseEntity<BindingProposalView> agree(@PathVariable String id, Once once, Caller caller) {
    CaseId asked = ofMerchant(id, caller);
    return once.run(
        "",
        () ->
            switch (bindings
                .agree(asked, caller.actor())
                .orElseThrow(() -> ApiProblem.notFound(id))) {
              case Bindings.AgreementResult.Bound(BindingProposal proposal) ->
                  ResponseEntity.ok(views.view(proposal, caller));
              case Bindings.AgreementResult.Over(BindingProposal.State state) ->
                  throw ApiProblem.wrongState(state.name(), Set.of());
              case Bindings.AgreementResult.NotServing(ServiceProvider.State state) ->
                  throw ApiProblem.wrongState(state.name(), Set.of());
              case Bindings.AgreementResult.Elsewhere(CaseId other) ->
                  throw ApiProblem.duplicate(other.value());
            });
  }

  @PostMapping("/{id}/refusal")
  @MayCall(Role.MERCHANT)
  @Operation(operationId = "declineBinding", summary = "The merchant that is asked declines")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  @Refuses({ProblemType.NOT_YOURS, ProblemType.WRONG_STATE})
  ResponseEntity<BindingProposalView> decline(@PathVariable String id, Once once, Caller caller) {
    CaseId asked = ofMerchant(id, caller);
    return once.run("", () -> ended(asked, id, BindingProposal.State.DECLINED, caller));
  }

  @PostMapping("/{id}/withdrawal")
  @MayCall({Role.MERCHANT, Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "withdrawBinding",
      summary = "The provider, or an operator, takes a proposal back")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  @Refuses({ProblemType.NOT_YOURS, ProblemType.WRONG_STATE})
  ResponseEntity<BindingProposalView> withdraw(@PathVariable String id, Once once, Caller caller) {
    BindingProposal proposal = views.visible(id, caller);
    if (!caller.has(Role.OPERATOR)
        && !caller.has(Role.ADMIN)
        && !caller.actsFor(proposal.ownerId())) {
      throw ApiProblem.notYours(id);
    }
    return once.run("", () -> ended(proposal.id(), id, BindingProposal.State.WITHDRAWN, caller));
  }

  private ResponseEntity<BindingProposalView> ended(
      CaseId proposal, String id, BindingProposal.State state, Caller caller) {
    return ResponseEntity.ok(
        views.view(Changes.made(bindings.end(proposal, state, caller.actor()), id), caller));
  }

  /**
   * A proposal only the merchant that is asked answers; the provider's own is not its to answer.
   */
  private CaseId ofMerchant(String id, Caller caller) {
    BindingProposal proposal = views.visible(id, caller);
    if (!caller.actsFor(proposal.merchantId())) {
      throw ApiProblem.notYours(id);
    }
    return proposal.id();
  }
}
