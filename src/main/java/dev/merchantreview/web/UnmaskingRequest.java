package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.PersonalDataRead;
import dev.merchantreview.shared.PersonalField;
import dev.merchantreview.shared.TypedText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks to see personal data.
 *
 * @param purpose why it has to be seen; kept in the history
 * @param fields what of it has to be seen; kept in the history, and the rest of the answer stays
 *     masked. Without it all is shown
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record UnmaskingRequest(
    @NotNull
        @Pattern(regexp = TypedText.VISIBLE)
        @Schema(format = ApiRequest.MULTI_LINE)
        @Size(min = UnmaskingRequest.SHORTEST, max = UnmaskingRequest.LONGEST)
        String purpose,
    @Nullable @Size(min = 1, max = UnmaskingRequest.MOST) List<@NotNull PersonalField> fields) {

  private static final int SHORTEST = 5;
  private static final int LONGEST = 500;
  private static final int MOST = 7;

  /**
   * Who wants to see what for what.
   *
   * @param known the fields this kind of case has
   * @throws ApiProblem when another is asked for
   */
  public PersonalDataRead read(Set<PersonalField> known, Caller caller) {
    List<PersonalField> wanted = fields == null ? List.of() : fields;
    List<FieldError> errors =
        IntStream.range(0, wanted.size())
            .filter(at -> !known.contains(wanted.get(at)))
            .mapToObj(at -> FieldError.of("/fields/" + at, "NOT_ALLOWED", new TreeSet<>(known)))
            .toList();
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
    return new PersonalDataRead(
        TypedText.stripped(purpose), fields == null ? null : Set.copyOf(wanted), caller.actor());
  }

  /** Whether a text that came past the contract, from a form, says what for as one has to. */
  public static boolean isPurpose(String stripped) {
    int length = stripped.codePointCount(0, stripped.length());
    return length >= SHORTEST
        && length <= LONGEST
        && TypedText.forbidden(stripped, TypedText.Lines.MANY).isEmpty();
  }
}
