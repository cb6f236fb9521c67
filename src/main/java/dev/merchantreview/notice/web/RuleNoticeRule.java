package dev.merchantreview.notice.web;

import dev.merchantreview.notice.NoticeRules;
import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNoticeContent;
import dev.merchantreview.notice.RuleNotices;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;

/** Judges notices that come by a call as those that come by file. */
@Component
class RuleNoticeRule implements RequestRule {

  private final NoticeRules rules;
  private final RuleNotices notices;

  RuleNoticeRule(NoticeRules rules, RuleNotices notices) {
    this.rules = rules;
    this.notices = notices;
  }

  @Override
  public Class<?> request() {
    return RuleNoticeContent.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return rules.check(body, told().flatMap(notices::find).map(RuleNotice::content).orElse(null));
  }

  /** The id in the path. */
  private static Optional<String> told() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    return request != null
            && request.getAttribute(
                    HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE,
                    RequestAttributes.SCOPE_REQUEST)
                instanceof Map<?, ?> variables
            && variables.get("id") instanceof String id
        ? Optional.of(id)
        : Optional.empty();
  }
}
