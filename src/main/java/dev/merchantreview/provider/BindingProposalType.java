package dev.merchantreview.provider;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Proposals are of both sides: the merchant that is asked, and the provider. */
@Component
class BindingProposalType implements CaseType {

  private static final String TYPE = "BINDING_PROPOSAL";

  private final BindingProposals proposals;

  BindingProposalType(BindingProposals proposals) {
    this.proposals = proposals;
  }

  @Override
  public String idPrefix() {
    return "bp_";
  }

  @Override
  public String path() {
    return "/api/v1/binding-proposals";
  }

  @Override
  public Set<String> typeNames() {
    return Set.of(TYPE);
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(BindingProposal.State.values());
  }

  @Override
  public Optional<IndexedCase> indexed(CaseId caseId) {
    return proposals.find(caseId).map(BindingProposalType::indexed);
  }

  private static IndexedCase indexed(BindingProposal proposal) {
    return new IndexedCase(
        proposal.id(),
        TYPE,
        proposal.platform(),
        proposal.merchantId(),
        new IndexedCase.Standing(
            proposal.state().name(),
            proposal.state() == BindingProposal.State.PROPOSED,
            0,
            null,
            null,
            proposal.createdAt()),
        new IndexedCase.Named(
            List.of(),
            null,
            Set.of(
                IndexedCase.Kind.CASE.of(proposal.providerId().value()),
                IndexedCase.Kind.MERCHANT.of(proposal.ownerId())),
            null));
  }

  @Override
  public List<CaseId> ids(String after, int limit) {
    return proposals.ids(after, limit);
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return proposals
        .find(caseId)
        .map(
            proposal -> {
              Set<String> sides =
                  proposal.ownerId().equals(proposal.merchantId())
                      ? Set.of(proposal.merchantId())
                      : Set.of(proposal.merchantId(), proposal.ownerId());
              return shared(caseId, sides, sides);
            });
  }
}
