package dev.merchantreview.provider.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.provider.BindingProposal;
import dev.merchantreview.provider.Bindings;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Finds the proposals a call is about, and shows them. */
@Component
class BindingProposalViews {

  private final Bindings bindings;
  private final ServiceProviders providers;
  private final WorkingCalendar calendar;

  BindingProposalViews(Bindings bindings, ServiceProviders providers, WorkingCalendar calendar) {
    this.bindings = bindings;
    this.providers = providers;
    this.calendar = calendar;
  }

  /**
   * @throws ApiProblem 404 when there is none, or the caller may not know of it
   */
  BindingProposal visible(String id, Caller caller) {
    return CaseId.of(id)
        .flatMap(bindings::find)
        .filter(
            one ->
                caller.readsAll()
                    || caller.actsFor(one.merchantId())
                    || caller.actsFor(one.ownerId()))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  BindingProposalView view(BindingProposal proposal, Caller caller) {
    return viewer(List.of(proposal), caller).apply(proposal);
  }

  /** What the providers are called is read once for all of them. */
  Function<BindingProposal, BindingProposalView> viewer(
      List<BindingProposal> shown, Caller caller) {
    Map<CaseId, String> names =
        providers.legalNames(shown.stream().map(BindingProposal::providerId).toList());
    return one -> view(one, Objects.requireNonNull(names.get(one.providerId())), caller);
  }

  private BindingProposalView view(BindingProposal proposal, String providerName, Caller caller) {
    return new BindingProposalView(
        proposal.id().value(),
        proposal.state(),
        proposal.platform(),
        proposal.providerId().value(),
        providerName,
        proposal.merchantId(),
        proposal.industry().isEmpty() ? null : proposal.industry(),
        at(proposal.createdAt()),
        at(proposal.expiresAt()),
        proposal.endedAt() == null ? null : at(proposal.endedAt()),
        nextActions(proposal, caller));
  }

  private List<NextAction> nextActions(BindingProposal proposal, Caller caller) {
    List<NextAction> actions = new ArrayList<>();
    if (proposal.state() == BindingProposal.State.PROPOSED) {
      String path = BindingProposalController.PATH + "/" + proposal.id();
      OffsetDateTime until = at(proposal.expiresAt());
      if (caller.actsFor(proposal.merchantId())) {
        actions.add(new NextAction("AGREE", "POST", path + "/agreement", until));
        actions.add(new NextAction("DECLINE", "POST", path + "/refusal", until));
      }
      if (caller.actsFor(proposal.ownerId())) {
        actions.add(new NextAction("WITHDRAW", "POST", path + "/withdrawal", until));
      }
    }
    return List.copyOf(actions);
  }

  private OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
