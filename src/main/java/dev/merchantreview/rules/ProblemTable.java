package dev.merchantreview.rules;

import dev.merchantreview.shared.ConfigurationDirectory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The table of problem codes and of the fields they can name, with what people read in Chinese and
 * English: {@code config/problems/store-application.yaml}.
 */
@Component
public class ProblemTable {

  /** A text in both languages. */
  public record Text(@NotBlank String zh, @NotBlank String en) {

    public String in(Locale locale) {
      return locale.getLanguage().equals("en") ? en : zh;
    }
  }

  /**
   * A problem that can be found.
   *
   * @param auditor whether a person may choose it; the others only a machine check finds
   */
  public record Code(@NotBlank String code, @NotNull Boolean auditor, @NotNull @Valid Text text) {}

  /** A field a problem can name, by JSON pointer. */
  public record Field(@NotBlank String pointer, @NotNull @Valid Text text) {}

  record File(@NotEmpty @Valid List<Field> fields, @NotEmpty @Valid List<Code> codes) {}

  private final Map<String, Code> codes = new LinkedHashMap<>();
  private final Map<String, Field> fields = new LinkedHashMap<>();

  public ProblemTable(ConfigurationDirectory directory) {
    for (File file : directory.readAll("problems", "store-application.yaml", File.class)) {
      file.codes().forEach(code -> codes.put(code.code(), code));
      file.fields().forEach(field -> fields.put(field.pointer(), field));
    }
  }

  public Optional<Code> code(String code) {
    return Optional.ofNullable(codes.get(code));
  }

  public Optional<Field> field(String pointer) {
    return Optional.ofNullable(fields.get(pointer));
  }

  /**
   * What a problem with this code says to the merchant; the code itself when the table lost it
   * since.
   */
  public String message(String code, Locale locale) {
    return code(code).map(entry -> entry.text().in(locale)).orElse(code);
  }

  /** The codes an auditor may choose from, in the order of the table. */
  public List<Code> auditorCodes() {
    return codes.values().stream().filter(Code::auditor).toList();
  }

  public List<Field> fields() {
    return List.copyOf(fields.values());
  }
}
