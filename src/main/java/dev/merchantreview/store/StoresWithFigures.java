package dev.merchantreview.store;

import dev.merchantreview.figure.FigureSubjects;
import dev.merchantreview.figure.SubjectKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores have figures, and so have the merchants that have, or had, one. */
@Configuration(proxyBeanMethods = false)
class StoresWithFigures {

  @Bean
  FigureSubjects figuresOfStores(JdbcClient jdbc) {
    return new Owned(
        SubjectKind.STORE, jdbc, "select id, merchant_id from store where id in (:ids)");
  }

  @Bean
  FigureSubjects figuresOfMerchants(JdbcClient jdbc) {
    return new Owned(
        SubjectKind.MERCHANT,
        jdbc,
        "select distinct merchant_id as id, merchant_id from store where merchant_id in (:ids)");
  }

  private record Owned(SubjectKind kind, JdbcClient jdbc, String query) implements FigureSubjects {

    @Override
    public Map<String, String> owners(Collection<String> ids) {
      Map<String, String> owners = new HashMap<>();
      jdbc.sql(query)
          .param("ids", ids)
          .query(
              row -> {
                owners.put(row.getString("id"), row.getString("merchant_id"));
              });
      return owners;
    }
  }
}
