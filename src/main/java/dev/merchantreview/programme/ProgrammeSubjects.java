package dev.merchantreview.programme;

import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.Platform;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose the subjects of programmes are. */
@Component
public class ProgrammeSubjects {

  private final Owners owners;
  private final JdbcClient jdbc;

  /** Knows whose subjects of a kind are. */
  @FunctionalInterface
  interface Owners {
    Map<String, String> of(SubjectKind kind, Collection<String> ids);
  }

  @Autowired
  ProgrammeSubjects(Figures figures, JdbcClient jdbc) {
    this(figures::owners, jdbc);
  }

  ProgrammeSubjects(Owners owners, JdbcClient jdbc) {
    this.owners = owners;
    this.jdbc = jdbc;
  }

  /** The merchant a subject of a kind belongs to; empty when there is no such subject. */
  @Transactional(readOnly = true)
  public Optional<String> ownerOf(SubjectKind kind, String id) {
    return Optional.ofNullable(owners.of(kind, List.of(id)).get(id));
  }

  /**
   * The same of many at once: however many they are, each kind of them is asked for once. What is
   * not among the answers is not there.
   */
  @Transactional(readOnly = true)
  public Map<FigureSubject, String> ownersOf(Collection<FigureSubject> subjects) {
    Map<SubjectKind, Set<String>> ids = new EnumMap<>(SubjectKind.class);
    subjects.forEach(one -> ids.computeIfAbsent(one.kind(), kind -> new TreeSet<>()).add(one.id()));
    Map<FigureSubject, String> found = new HashMap<>();
    ids.forEach(
        (kind, some) ->
            owners
                .of(kind, some)
                .forEach((id, owner) -> found.put(new FigureSubject(kind, id), owner)));
    return found;
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
