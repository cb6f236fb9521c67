package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.SubjectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whose many subjects are is asked once for each kind of them. */
class ProgrammeSubjectsTest {

  private final List<SubjectKind> asked = new ArrayList<>();

  /** Of each merchant's store and streamer the number is even. */
  private Map<String, String> owners(SubjectKind kind, Iterable<String> ids) {
    asked.add(kind);
    Map<String, String> owners = new HashMap<>();
    for (String id : ids) {
      if (Integer.parseInt(id.substring(3)) % 2 == 0) {
        owners.put(id, "m-" + id.substring(3));
      }
    }
    return owners;
  }

  @Test
  void areAskedForTogether() {
    ProgrammeSubjects subjects =
        new ProgrammeSubjects(this::owners, JdbcClient.create(new DriverManagerDataSource()));
    List<FigureSubject> many =
        IntStream.range(0, 100)
            .boxed()
            .flatMap(
                i ->
                    Stream.of(
                        new FigureSubject(SubjectKind.STORE, "st_" + i),
                        new FigureSubject(SubjectKind.STREAMER, "sr-" + i)))
            .toList();
    Map<FigureSubject, String> owners = subjects.ownersOf(many);
    assertThat(asked).containsExactly(SubjectKind.STORE, SubjectKind.STREAMER);
    assertThat(owners)
        .hasSize(100)
        .containsEntry(new FigureSubject(SubjectKind.STREAMER, "sr-42"), "m-42")
        .doesNotContainKey(new FigureSubject(SubjectKind.STORE, "st_43"));
  }
}
