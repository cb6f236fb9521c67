package dev.merchantreview.personaldata;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.springframework.stereotype.Component;

/** What was handed in, as it is kept: its personal data sealed under its owner's key. */
@Component
public class SealedContents {

  private final PersonalData personalData;

  SealedContents(PersonalData personalData) {
    this.personalData = personalData;
  }

  /** What has personal data in it. */
  public interface Personal<T> {

    /** Whether that cannot be read any more. */
    boolean erased();

    /**
     * The same with other words for what is personal.
     *
     * @param replacement is given a name that stays the same for the same field, and the field's
     *     text
     */
    T withPersonalData(BinaryOperator<String> replacement);
  }

  /**
   * Makes it unreadable; what was erased stays as it is.
   *
   * @param context what it belongs to: sealed data opens nowhere else
   */
  public <T extends Personal<T>> T sealed(String owner, String context, T content) {
    if (content.erased()) {
      return content;
    }
    OwnerSeal seal = personalData.sealing(owner);
    return content.withPersonalData((field, text) -> seal.seal(context + "/" + field, text));
  }

  /**
   * What cannot be opened is read as erased.
   *
   * @param plainToo whether what was kept before sealing came is read as it is; otherwise a text
   *     that somebody wrote into the database without the key counts for nothing
   */
  public <T extends Personal<T>> T opened(String owner, String context, T kept, boolean plainToo) {
    return opened(personalData.reading(owner), context, kept, plainToo);
  }

  private static <T extends Personal<T>> T opened(
      OwnerReading reading, String context, T kept, boolean plainToo) {
    return kept.withPersonalData(
        (field, text) ->
            plainToo && !OwnerSeal.isSealed(text)
                ? text
                : reading.open(context + "/" + field, text));
  }

  /** What reads the data of some owners, asked for once for all of them. */
  public static final class Readings {

    private final Map<String, OwnerReading> ofOwners;

    private Readings(Map<String, OwnerReading> ofOwners) {
      this.ofOwners = ofOwners;
    }

    /**
     * Makes what an owner's key sealed readable, as {@link SealedContents#opened} does.
     *
     * @param owner one of those asked for
     */
    public <T extends Personal<T>> T opened(
        String owner, String context, T kept, boolean plainToo) {
      return SealedContents.opened(
          Objects.requireNonNull(ofOwners.get(owner), owner), context, kept, plainToo);
    }
  }

  /** What reads the data of these owners. */
  public Readings readings(Collection<String> owners) {
    return new Readings(personalData.readings(owners));
  }
}
