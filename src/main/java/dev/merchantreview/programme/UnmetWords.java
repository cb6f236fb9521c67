package dev.merchantreview.programme;

import dev.merchantreview.rules.ProblemTable;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What is said of something unmet: by the programme's file, or by the messages for all of them. */
@Component
public class UnmetWords {

  private final MessageSource messages;

  UnmetWords(MessageSource messages) {
    this.messages = messages;
  }

  /** What is unmet. */
  public ProblemTable.Text text(Programme programme, Unmet unmet) {
    return words(programme, unmet, "unmet.").orElseGet(() -> duty(programme, unmet));
  }

  /** What would meet it. */
  public ProblemTable.Text remedy(Programme programme, Unmet unmet) {
    Programme.Condition condition = programme.conditions().get(unmet.code());
    return condition == null
        ? words(programme, unmet, "unmet.remedy.").orElseGet(() -> duty(programme, unmet))
        : condition.remedy();
  }

  private Optional<ProblemTable.Text> words(Programme programme, Unmet unmet, String group) {
    Programme.Condition condition = programme.conditions().get(unmet.code());
    if (condition != null) {
      return Optional.of(condition.text());
    }
    String zh = messages.getMessage(group + unmet.code(), null, "", Locale.SIMPLIFIED_CHINESE);
    String en = messages.getMessage(group + unmet.code(), null, "", Locale.ENGLISH);
    return zh == null || zh.isEmpty() || en == null
        ? Optional.empty()
        : Optional.of(new ProblemTable.Text(zh, en));
  }

  /** What a member has to have done is called as its file calls it. */
  private static ProblemTable.Text duty(Programme programme, Unmet unmet) {
    return programme.closing().duties().stream()
        .filter(one -> one.figure().equals(unmet.code()))
        .findFirst()
        .map(Programme.Duty::text)
        .orElse(new ProblemTable.Text(unmet.code(), unmet.code()));
  }
}
