package dev.merchantreview.notice.web;

import dev.merchantreview.notice.NoticeRules;
import dev.merchantreview.notice.RuleNoticeContent;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Judges notices that come by a call as those that come by file. */
@Component
class RuleNoticeRule implements RequestRule {

  private final NoticeRules rules;

  RuleNoticeRule(NoticeRules rules) {
    this.rules = rules;
  }

  @Override
  public Class<?> request() {
    return RuleNoticeContent.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return rules.check(body);
  }
}
