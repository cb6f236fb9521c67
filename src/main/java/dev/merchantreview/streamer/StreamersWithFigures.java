package dev.merchantreview.streamer;

import dev.merchantreview.figure.FigureSubjects;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.ActorRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Streamers have figures; when others count, they are judged anew. */
@Component
class StreamersWithFigures implements FigureSubjects {

  private final JdbcClient jdbc;
  private final Streamers streamers;

  StreamersWithFigures(JdbcClient jdbc, Streamers streamers) {
    this.jdbc = jdbc;
    this.streamers = streamers;
  }

  @Override
  public SubjectKind kind() {
    return SubjectKind.STREAMER;
  }

  @Override
  public Map<String, String> owners(Collection<String> ids) {
    Map<String, String> owners = new HashMap<>();
    jdbc.sql("select id, merchant_id from streamer where id in (:ids)")
        .param("ids", ids)
        .query(
            row -> {
              owners.put(row.getString("id"), row.getString("merchant_id"));
            });
    return owners;
  }

  @Override
  public AfterReport reporting(Set<String> ids, ActorRef by) {
    List<Streamer> before = streamers.lock(ids);
    return changed ->
        streamers.figuresReported(
            before.stream().filter(one -> changed.contains(one.id())).toList(), by);
  }
}
