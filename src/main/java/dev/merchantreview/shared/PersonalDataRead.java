package dev.merchantreview.shared;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * That somebody is to see what is masked everywhere else.
 *
 * @param purpose why it has to be seen
 * @param fields which fields are shown, the others stay masked; null for all
 */
public record PersonalDataRead(
    String purpose, @Nullable Set<PersonalField> fields, ActorRef reader) {

  /** Of everything. */
  public static PersonalDataRead ofAll(String purpose, ActorRef reader) {
    return new PersonalDataRead(purpose, null, reader);
  }

  /** The field as it is, or masked where it is not to be seen. */
  public String text(PersonalField field, String whole, String masked) {
    return fields == null || fields.contains(field) ? whole : masked;
  }

  /** As the event has it: without fields it was all. */
  public Map<String, Object> details() {
    return fields == null
        ? Map.of("purpose", purpose)
        : Map.of(
            "purpose", purpose, "fields", new TreeSet<>(fields).stream().map(Enum::name).toList());
  }
}
