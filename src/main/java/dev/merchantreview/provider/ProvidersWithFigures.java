package dev.merchantreview.provider;

import dev.merchantreview.figure.FigureSubjects;
import dev.merchantreview.figure.SubjectKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Service providers have figures. */
@Component
class ProvidersWithFigures implements FigureSubjects {

  private final JdbcClient jdbc;

  ProvidersWithFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public SubjectKind kind() {
    return SubjectKind.PROVIDER;
  }

  @Override
  public Map<String, String> owners(Collection<String> ids) {
    Map<String, String> owners = new HashMap<>();
    jdbc.sql("select id, owner_id from service_provider where id in (:ids)")
        .param("ids", ids)
        .query(
            row -> {
              owners.put(row.getString("id"), row.getString("owner_id"));
            });
    return owners;
  }
}
