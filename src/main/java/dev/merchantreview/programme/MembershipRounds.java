package dev.merchantreview.programme;

import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of each application, and of each answer, that was decided. */
@Component
class MembershipRounds {

  private final JsonColumns json;

  MembershipRounds(JsonColumns json) {
    this.json = json;
  }

  /**
   * What was handed in.
   *
   * @param statement with the application; null for nothing
   * @param answer to a warning; null in the round of the application
   * @param unmet what the tables found
   */
  record HandedIn(
      String programme,
      String subject,
      @Nullable String statement,
      @Nullable String answer,
      List<Unmet> unmet) {}

  Reviewed.RoundContent content(Membership membership) {
    HandedIn handedIn = handedIn(membership);
    return new Reviewed.RoundContent(json.written(handedIn), items(handedIn));
  }

  Reviewed.RoundShown shown(Membership membership, @Nullable String kept) {
    HandedIn handedIn = kept == null ? handedIn(membership) : json.value(kept, HandedIn.class);
    return new Reviewed.RoundShown(handedIn, false, items(handedIn));
  }

  private static HandedIn handedIn(Membership membership) {
    Membership.Answer answer = membership.data().answer;
    return new HandedIn(
        membership.application().programme(),
        membership.application().subject().id(),
        membership.application().statement(),
        answer == null ? null : answer.text(),
        membership.data().unmet);
  }

  private static List<ReviewItem> items(HandedIn handedIn) {
    List<ReviewItem> items = new ArrayList<>();
    item(items, "/programme", "项目", "Programme", handedIn.programme());
    item(items, "/subject", "主体", "Subject", handedIn.subject());
    item(items, "/statement", "申请说明", "Statement", handedIn.statement());
    item(items, "/answer", "对警告的答复", "Answer to the warning", handedIn.answer());
    return List.copyOf(items);
  }

  private static void item(
      List<ReviewItem> items, String pointer, String zh, String en, @Nullable String value) {
    if (value != null) {
      items.add(
          new ReviewItem(
              pointer,
              pointer,
              new ProblemTable.Text(zh, en),
              value,
              Sha256.hex(value.getBytes(StandardCharsets.UTF_8))));
    }
  }
}
