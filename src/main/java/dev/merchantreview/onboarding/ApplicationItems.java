package dev.merchantreview.onboarding;

import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.review.DocumentItems;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Countries;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields and documents of an application as a reviewer judges them, one by one, each with a
 * fingerprint of its content: what is the same as before needs no new verdict.
 */
@Component
class ApplicationItems {

  private static final String LICENCE_NUMBER = "/subject/licenceNumber";
  private static final ProblemTable.Text REGISTRATION =
      new ProblemTable.Text("境外注册登记号", "Registration number abroad");

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
      boolean ofOthers =
          field.pointer().equals(Requirements.OF_SUBJECT_ABROAD)
                  && !content.subject().registeredAbroad()
              || field.pointer().startsWith(Requirements.SHOP) && content.shop() == null;
      if (!field.pointer().equals(ReviewItem.DOCUMENTS) && !ofOthers) {
        items.add(
            new ReviewItem(
                field.pointer(),
                field.pointer(),
                text(field, content),
                shown(field.pointer(), content, masked),
                fingerprint(content, field.pointer() + said(full.at(field.pointer())))));
      }
    }
    items.addAll(documents.of(uploadedBy, content.documents(), text -> fingerprint(content, text)));
    return List.copyOf(items);
  }

  /**
   * Of an object what it says: fields that came later and are left out do not make it another than
   * it was in a round before.
   */
  private static JsonNode said(JsonNode value) {
    if (value.deepCopy() instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
      return object;
    }
    return value;
  }

  private static ProblemTable.Text text(ProblemTable.Field field, ApplicationContent content) {
    return content.subject().registeredAbroad() && field.pointer().equals(LICENCE_NUMBER)
        ? REGISTRATION
        : field.text();
  }

  private static String shown(String pointer, ApplicationContent content, JsonNode masked) {
    return switch (pointer) {
      case Requirements.OF_SUBJECT_ABROAD -> country(content.subject().registeredIn());
      case "/subject/legalRepresentative" ->
          person(content.masked().subject().legalRepresentative());
      default -> words(masked.at(pointer));
    };
  }

  private static String country(@Nullable String code) {
    return code == null ? "—" : Countries.label(code) + " (" + code + ")";
  }

  /** Somebody's name and number, and what paper it is of where it is not everybody's. */
  private static String person(ApplicationContent.LegalRepresentative person) {
    List<String> words = new ArrayList<>(List.of(person.name()));
    if (person.identityPaper() != null) {
      words.add(person.identityPaper().label());
    }
    if (person.nationality() != null) {
      words.add(country(person.nationality()));
    }
    words.add(person.identityNumber());
    if (person.birthDate() != null) {
      words.add("出生 · born " + person.birthDate());
    }
    if (person.identityValidUntil() != null) {
      words.add("有效期至 · valid until " + person.identityValidUntil());
    }
    return String.join(" ", words);
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
