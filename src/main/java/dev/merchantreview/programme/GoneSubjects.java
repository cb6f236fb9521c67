package dev.merchantreview.programme;

import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds memberships whose subject is gone: they end, whatever their figures are. */
@Component
class GoneSubjects {

  private final Figures figures;
  private final JdbcClient jdbc;

  GoneSubjects(Figures figures, JdbcClient jdbc) {
    this.figures = figures;
    this.jdbc = jdbc;
  }

  /** Why a subject is gone; each is named by its own name wherever it is said. */
  enum Why {
    /** Its store is closed; of a merchant, every store it had on the platform. */
    STORE_CLOSED,
    /** It is another merchant's than the one that applied. */
    SUBJECT_CHANGED_HANDS
  }

  /** Why the subject of a membership, or of an application, is gone; empty where it is not. */
  @Transactional(readOnly = true)
  Optional<Why> of(Programme programme, Membership membership) {
    String subject = membership.application().subject().id();
    return Optional.ofNullable(of(programme, Map.of(subject, membership.ownerId())).get(subject));
  }

  /**
   * The same of many; who is not among the answers is not gone.
   *
   * @param merchants who applied, by subject
   */
  @Transactional(readOnly = true)
  Map<String, Why> of(Programme programme, Map<String, String> merchants) {
    Map<String, Why> gone = new HashMap<>();
    closed(programme, merchants.keySet()).forEach(one -> gone.put(one, Why.STORE_CLOSED));
    if (programme.subject() == SubjectKind.STREAMER) {
      figures
          .owners(SubjectKind.STREAMER, merchants.keySet())
          .forEach(
              (subject, owner) -> {
                if (!owner.equals(merchants.get(subject))) {
                  gone.put(subject, Why.SUBJECT_CHANGED_HANDS);
                }
              });
    }
    return gone;
  }

  // Another module's table, read and nothing else.
  private List<String> closed(Programme programme, Collection<String> subjects) {
    String ofKind =
        switch (programme.subject()) {
          case STORE -> "select id from store where id = any(:ids) and state = 'CLOSED'";
          case MERCHANT ->
              "select merchant_id from store where merchant_id = any(:ids) and platform = :platform"
                  + " group by merchant_id having bool_and(state = 'CLOSED')";
          case STREAMER, PROVIDER -> null;
        };
    return ofKind == null
        ? List.of()
        : jdbc.sql(ofKind)
            .param("ids", subjects.toArray(String[]::new))
            .param("platform", programme.platform().name())
            .query((row, number) -> row.getString(1))
            .list();
  }
}
