package dev.merchantreview.filing;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** PK sessions belong to both sides, and to the owners of what is to be hung. */
@Component
class PkAccess implements CaseAccess {

  private final PkSessions sessions;

  PkAccess(PkSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Optional<Parties> partiesOf(CaseId caseId) {
    return sessions
        .find(caseId)
        .map(
            session -> {
              Set<String> merchants = PkPlanning.merchants(session);
              return new Parties(merchants, merchants, "/api/v1/pk-sessions/" + caseId);
            });
  }
}
