package dev.merchantreview.review;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.TableUse;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The use of a table whose rows each list kinds of document, of which one is enough.
 *
 * @param table its id
 * @param inputs what it is told
 */
public record PapersUse(String table, Set<String> inputs) implements TableUse {

  @Override
  public Optional<Flaw> flaw(JsonNode said) {
    return DocumentRule.isDemand(said)
            && said.valueStream().map(JsonNode::asString).allMatch(DocumentKind::isKnown)
        ? Optional.empty()
        : Optional.of(new Flaw("EDITION_ROW_KINDS", DocumentKind.names()));
  }
}
