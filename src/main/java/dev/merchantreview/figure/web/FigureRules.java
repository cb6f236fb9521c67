package dev.merchantreview.figure.web;

import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** What figures have to be beside having their shape. */
@Configuration(proxyBeanMethods = false)
class FigureRules {

  @Bean
  RequestRule figureListRule(FigureJudge judge) {
    return rule(
        FigureRequests.FigureList.class, body -> judge.judge(body.path("figures"), "/figures"));
  }

  /** Of a batch, subjects nobody knows are named with everything else. */
  @Bean
  RequestRule figureBatchRule(FigureJudge judge, Figures figures) {
    return rule(
        FigureRequests.FigureBatch.class,
        body -> {
          List<FieldError> errors = new ArrayList<>(judge.judge(body.path("figures"), "/figures"));
          errors.addAll(unknown(body.path("figures"), figures));
          return errors;
        });
  }

  private static List<FieldError> unknown(JsonNode sent, Figures figures) {
    List<FieldError> errors = new ArrayList<>();
    for (SubjectKind kind : SubjectKind.values()) {
      Map<Integer, String> ids = new HashMap<>();
      for (int i = 0; i < sent.size() && i < FigureRequests.MOST; i++) {
        if (sent.path(i).path("subjectKind").asString("").equals(kind.name())
            && sent.path(i).path("subjectId").isString()) {
          ids.put(i, sent.path(i).path("subjectId").asString());
        }
      }
      Set<String> known = figures.owners(kind, Set.copyOf(ids.values())).keySet();
      ids.forEach(
          (place, id) -> {
            if (!known.contains(id)) {
              errors.add(unknown(place, kind, id));
            }
          });
    }
    return errors;
  }

  static FieldError unknown(int place, SubjectKind kind, String id) {
    return FieldError.of("/figures/" + place + "/subjectId", "UNKNOWN_SUBJECT", kind.name(), id);
  }

  private interface Check {
    List<FieldError> of(JsonNode body);
  }

  private static RequestRule rule(Class<?> request, Check check) {
    return new RequestRule() {
      @Override
      public Class<?> request() {
        return request;
      }

      @Override
      public List<FieldError> check(JsonNode body) {
        return check.of(body);
      }
    };
  }
}
