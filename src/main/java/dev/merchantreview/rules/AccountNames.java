package dev.merchantreview.rules;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.Transliterator;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.TypedText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Whether the holder of an account and somebody with a name are the same. Blanks, width, brackets
 * and the kind of middle dot are how people and banks write, not what the name is; so are the
 * characters of {@code config/names/account-holders.yaml}.
 */
@Component
public final class AccountNames {

  /** How alike two names are. */
  public enum Likeness {
    /** The same name. */
    SAME,
    /**
     * Not the same, but they look it, or one may be the other through a system that lacks a
     * character: for a person to judge.
     */
    NEAR,
    /** Different names. */
    OTHER
  }

  record Pair(@NotBlank String is, @NotBlank String also) {}

  /**
   * @param oneCharacter characters that stand for one another
   * @param standIns what a system prints for a character it does not have
   * @param standInsAtMost in how many places of one name, 1 to 10
   */
  record File(
      @NotEmpty List<@Valid Pair> oneCharacter,
      @NotEmpty List<@NotBlank String> standIns,
      @NotNull @Min(1) @Max(10) Integer standInsAtMost) {}

  private static final Transliterator SIMPLIFIED =
      Transliterator.getInstance("Traditional-Simplified");

  private final SpoofChecker looks = new SpoofChecker.Builder().build();
  private final Map<Integer, String> characters = new HashMap<>();
  private final Set<Integer> standIns = new TreeSet<>();
  private final int standInsAtMost;

  public AccountNames(ConfigurationDirectory directory) {
    int most = 0;
    for (File file : directory.readAll("names", "account-holders.yaml", File.class)) {
      file.oneCharacter().forEach(pair -> characters.put(pair.also().codePointAt(0), pair.is()));
      file.standIns().forEach(one -> standIns.add(TypedText.normal(one).codePointAt(0)));
      most = file.standInsAtMost();
    }
    standInsAtMost = most;
  }

  /** Compares the name of an account's holder with another. */
  public Likeness compare(String holder, String name) {
    String one = plain(holder);
    String other = plain(name);
    if (one.equals(other)) {
      return Likeness.SAME;
    }
    return looksLike(one, other) || differsInStandInsOnly(one, other)
        ? Likeness.NEAR
        : Likeness.OTHER;
  }

  private String plain(String name) {
    return TypedText.normal(
        name.codePoints()
            .mapToObj(point -> characters.getOrDefault(point, Character.toString(point)))
            .collect(Collectors.joining()));
  }

  private boolean looksLike(String one, String other) {
    return looks.areConfusable(one, other) != 0
        || SIMPLIFIED.transliterate(one).equals(SIMPLIFIED.transliterate(other));
  }

  private boolean differsInStandInsOnly(String one, String other) {
    int[] ones = one.codePoints().toArray();
    int[] others = other.codePoints().toArray();
    if (ones.length != others.length) {
      return false;
    }
    int differing = 0;
    for (int i = 0; i < ones.length; i++) {
      if (ones[i] != others[i]) {
        differing++;
        if (!standIns.contains(ones[i]) && !standIns.contains(others[i])) {
          return false;
        }
      }
    }
    return differing <= standInsAtMost && differing < ones.length;
  }
}
