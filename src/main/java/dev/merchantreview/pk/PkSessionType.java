package dev.merchantreview.pk;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** PK sessions belong to both sides, and to the owners of what is to be hung. */
@Component
class PkSessionType implements CaseType {

  private final PkSessions sessions;

  PkSessionType(PkSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public String idPrefix() {
    return "pk_";
  }

  @Override
  public String path() {
    return "/api/v1/pk-sessions";
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return sessions
        .find(caseId)
        .map(PkPlanning::merchants)
        .map((Set<String> merchants) -> shared(caseId, merchants, merchants));
  }
}
