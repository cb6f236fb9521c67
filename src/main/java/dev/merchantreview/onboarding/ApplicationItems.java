package dev.merchantreview.onboarding;

import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.review.DocumentItems;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.ProblemTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields and documents of an application as a reviewer judges them, one by one, each with a
 * fingerprint of its content: what is the same as before needs no new verdict.
 */
@Component
class ApplicationItems {

  private final ProblemTable table;
  private final PersonalData personalData;
  private final DocumentItems documents;
  private final JsonMapper json;

  ApplicationItems(
      ApplicationProblems table,
      PersonalData personalData,
      DocumentItems documents,
      JsonMapper json) {
    this.table = table;
    this.personalData = personalData;
    this.documents = documents;
    this.json = json;
  }

  /** All items of a content, in the order of the table of fields, documents last. */
  List<ReviewItem> of(String uploadedBy, ApplicationContent content) {
    JsonNode full = json.valueToTree(content);
    JsonNode masked = json.valueToTree(content.masked());
    List<ReviewItem> items = new ArrayList<>();
    for (ProblemTable.Field field : table.fields()) {
      if (!field.pointer().equals(ReviewItem.DOCUMENTS)) {
        items.add(
            new ReviewItem(
                field.pointer(),
                field.pointer(),
                field.text(),
                words(masked.at(field.pointer())),
                fingerprint(content, field.pointer() + full.at(field.pointer()))));
      }
    }
    items.addAll(documents.of(uploadedBy, content.documents(), text -> fingerprint(content, text)));
    return List.copyOf(items);
  }

  private String fingerprint(ApplicationContent content, String text) {
    return personalData.reading(content.merchantId()).fingerprint(text);
  }

  private static String words(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "—";
    }
    if (value.isContainer()) {
      return value
          .valueStream()
          .map(ApplicationItems::words)
          .collect(Collectors.joining(value.isArray() ? "、" : " "));
    }
    return value.asString();
  }
}
