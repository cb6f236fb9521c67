package dev.merchantreview.programme;

import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.Platform;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose the subjects of programmes are. */
@Component
public class ProgrammeSubjects {

  private final Figures figures;
  private final JdbcClient jdbc;

  ProgrammeSubjects(Figures figures, JdbcClient jdbc) {
    this.figures = figures;
    this.jdbc = jdbc;
  }

  /** The merchant a subject of a kind belongs to; empty when there is no such subject. */
  @Transactional(readOnly = true)
  public Optional<String> ownerOf(SubjectKind kind, String id) {
    return Optional.ofNullable(figures.owners(kind, List.of(id)).get(id));
  }

  /** Whether a subject is on another platform than a programme's: stores are on one. */
  @Transactional(readOnly = true)
  public boolean isElsewhere(Programme programme, String id) {
    if (programme.subject() != SubjectKind.STORE) {
      return false;
    }
    return jdbc.sql("select platform from store where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .filter(platform -> Platform.valueOf(platform) != programme.platform())
        .isPresent();
  }
}
