package dev.merchantreview.journey.onboarding;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with an application, and what it is answered: name, spoiler, errors. */
final class WrongApplications {

  private WrongApplications() {}

  static Stream<Arguments> all() {
    return Stream.of(
        wrong("unknown field", it -> it.put("colour", "red"), "/colour UNKNOWN_FIELD"),
        wrong(
            "unknown nested field",
            it -> object(it, "subject").put("a/b", 1),
            "/subject/a~1b UNKNOWN_FIELD"),
        wrong("number for text", it -> it.put("storeName", 7), "/storeName WRONG_TYPE"),
        wrong("text for list", it -> it.put("categories", "服饰"), "/categories WRONG_TYPE"),
        wrong("null", it -> it.putNull("storeName"), "/storeName REQUIRED"),
        wrong("missing", it -> it.remove("contact"), "/contact REQUIRED"),
        wrong("unknown constant", it -> it.put("platform", "EBAY"), "/platform NOT_ALLOWED"),
        wrong(
            "impossible date",
            it -> object(it, "subject").put("licenceValidUntil", "2026-02-30"),
            "/subject/licenceValidUntil INVALID_DATE"),
        wrong(
            "time for date",
            it -> object(it, "subject").put("licenceValidUntil", "2026-02-03T10:00:00Z"),
            "/subject/licenceValidUntil INVALID_DATE"),
        wrong(
            "letter O in a licence",
            it -> object(it, "subject").put("licenceNumber", "9133010079965505OB"),
            "/subject/licenceNumber WRONG_FORMAT"),
        wrong("500 characters", it -> it.put("storeName", "长".repeat(500)), "/storeName TOO_LONG"),
        wrong(
            "empty name",
            it -> it.put("storeName", ""),
            "/storeName TOO_SHORT",
            "/storeName WRONG_FORMAT"),
        wrong("blank name", it -> it.put("storeName", "   "), "/storeName WRONG_FORMAT"),
        wrong("NUL", it -> it.put("storeName", "a\0b"), "/storeName FORBIDDEN_CHARACTER"),
        wrong("no category", it -> it.putArray("categories"), "/categories TOO_FEW"),
        wrong(
            "category twice",
            it -> it.putArray("categories").add("服饰").add("服饰"),
            "/categories/1 NOT_UNIQUE"),
        wrong(
            "bad e-mail",
            it -> object(it, "contact").put("email", "nobody"),
            "/contact/email INVALID_EMAIL"),
        wrong(
            "unknown document",
            it -> document(it).put("documentId", "dc_0000000000000000"),
            "/documents/0/documentId UNKNOWN_DOCUMENT"),
        wrong(
            "no id at all",
            it -> document(it).put("documentId", "../etc"),
            "/documents/0/documentId WRONG_FORMAT",
            "/documents/0/documentId UNKNOWN_DOCUMENT"),
        wrong(
            "document of another kind",
            it -> document(it).put("kind", "OTHER"),
            "/documents/0/kind OTHER_KIND"),
        wrong(
            "many at once",
            it -> {
              it.put("colour", "red");
              it.put("storeType", 3);
              it.remove("categories");
              object(it, "subject").put("licenceValidUntil", "2026-13-01");
              object(it, "settlementAccount").put("accountNumber", "x");
              document(it).put("documentId", "dc_0000000000000000");
            },
            "/colour UNKNOWN_FIELD",
            "/storeType WRONG_TYPE",
            "/storeType NOT_ALLOWED",
            "/categories REQUIRED",
            "/subject/licenceValidUntil INVALID_DATE",
            "/settlementAccount/accountNumber WRONG_FORMAT",
            "/documents/0/documentId UNKNOWN_DOCUMENT"));
  }

  private static Arguments wrong(String name, Consumer<ObjectNode> spoil, String... errors) {
    return Arguments.of(name, spoil, List.of(errors));
  }

  private static ObjectNode object(ObjectNode node, String name) {
    return (ObjectNode) node.path(name);
  }

  private static ObjectNode document(ObjectNode application) {
    return (ObjectNode) ((ArrayNode) application.path("documents")).path(0);
  }
}
