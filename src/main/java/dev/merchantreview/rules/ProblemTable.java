package dev.merchantreview.rules;

import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of problem codes and of the fields they can name, with what people read in Chinese and
 * English. Each type of case has a bean of its own table.
 */
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
   * @param remedy what to do about it; null where the text says that already
   * @param fields the only fields it can be about; null where it can be about any
   * @param rejection whether a person may choose it to reject a whole case for good; null where not
   * @param kinds the only kinds of documents a person is offered it for; null where for all
   */
  public record Code(
      @NotBlank String code,
      @NotNull Boolean auditor,
      @NotNull @Valid Text text,
      @Nullable @Valid Text remedy,
      @Nullable List<@NotBlank String> fields,
      @Nullable Boolean rejection,
      @Nullable List<@NotBlank String> kinds) {

    /** Whether it can be about what a pointer leads to. */
    public boolean fits(String pointer) {
      return fields == null
          || fields.stream()
              .anyMatch(field -> pointer.equals(field) || pointer.startsWith(field + "/"));
    }

    /**
     * Whether a person is offered it for a document.
     *
     * @param kind of the document; null for what is none
     */
    public boolean isOfKind(@Nullable String kind) {
      return kinds == null || kind == null || kinds.contains(kind);
    }
  }

  /**
   * A field a problem can name, by JSON pointer.
   *
   * @param provenBy the kinds of documents that prove it, the best first; null where none does
   */
  public record Field(
      @NotBlank String pointer,
      @NotNull @Valid Text text,
      @Nullable List<@NotBlank String> provenBy) {}

  record File(@NotNull List<@Valid Field> fields, @NotEmpty List<@Valid Code> codes) {}

  /** What a reason to reject a whole case points at: JSON pointer's name for the whole document. */
  public static final String WHOLE_CASE = "";

  private static final Pattern DOCUMENT = Pattern.compile("/documents/(0|[1-9][0-9]?)");

  private final Map<String, Code> codes = new LinkedHashMap<>();
  private final Map<String, Field> fields = new LinkedHashMap<>();

  /**
   * @param file its name in {@code config/problems}
   */
  public ProblemTable(ConfigurationDirectory directory, String file) {
    for (File content : directory.readAll("problems", file, File.class)) {
      content.codes().forEach(code -> codes.put(code.code(), code));
      content.fields().forEach(field -> fields.put(field.pointer(), field));
      content.codes().forEach(code -> requireFields(file, code));
    }
  }

  private void requireFields(String file, Code code) {
    if (code.fields() != null && !fields.keySet().containsAll(code.fields())) {
      throw new IllegalStateException(
          "problems/%s: %s names a field the table does not have: %s"
              .formatted(file, code.code(), code.fields()));
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

  /** What to do about a problem with this code; null where its text says that already. */
  public @Nullable String remedy(String code, Locale locale) {
    return code(code).map(Code::remedy).map(remedy -> remedy.in(locale)).orElse(null);
  }

  /**
   * Whether a person could choose this problem: a field of the table, or one of the documents, and
   * a code of the table that fits it.
   *
   * @param documents how many documents there are
   */
  public boolean isKnown(Problem problem, int documents) {
    Matcher document = DOCUMENT.matcher(problem.pointer());
    boolean pointer =
        document.matches()
            ? Integer.parseInt(document.group(1)) < documents
            : field(problem.pointer()).isPresent();
    return pointer
        && code(problem.code())
            .filter(code -> code.auditor() && code.fits(problem.pointer()))
            .isPresent();
  }

  /** Whether a person could choose this to reject a case for good: a reason of the table. */
  public boolean isRejection(Problem problem) {
    return problem.pointer().equals(WHOLE_CASE)
        && code(problem.code()).filter(ProblemTable::rejects).isPresent();
  }

  private static boolean rejects(Code code) {
    return Boolean.TRUE.equals(code.rejection());
  }

  /** The reasons to reject a case for good, in the order of the table. */
  public List<Code> rejections() {
    return codes.values().stream().filter(ProblemTable::rejects).toList();
  }

  /** The codes an auditor may choose from, in the order of the table. */
  public List<Code> auditorCodes() {
    return codes.values().stream().filter(Code::auditor).toList();
  }

  public List<Field> fields() {
    return List.copyOf(fields.values());
  }
}
