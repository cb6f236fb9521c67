package dev.merchantreview.streamer;

import dev.merchantreview.figure.FigureSubjects;
import dev.merchantreview.figure.SubjectKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Merchants have figures that sell by streamers, with a store or without one. */
@Component
class MerchantsWithFigures implements FigureSubjects {

  private final JdbcClient jdbc;

  MerchantsWithFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public SubjectKind kind() {
    return SubjectKind.MERCHANT;
  }

  @Override
  public Map<String, String> owners(Collection<String> ids) {
    Map<String, String> owners = new HashMap<>();
    jdbc.sql("select distinct merchant_id from streamer where merchant_id in (:ids)")
        .param("ids", ids)
        .query(String.class)
        .list()
        .forEach(id -> owners.put(id, id));
    return owners;
  }
}
