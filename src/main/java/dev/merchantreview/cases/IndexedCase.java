package dev.merchantreview.cases;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the index of all cases has of a case. None of it is a person's: names of persons are masked
 * as everywhere else, and what tells a person is a keyed hash.
 *
 * @param type in {@code UPPER_SNAKE}, one of its {@link CaseType#typeNames()}
 * @param platform null where it is of none
 * @param merchantId who acts for it; empty where it is of its sides alike
 */
public record IndexedCase(
    CaseId id,
    String type,
    @Nullable Platform platform,
    String merchantId,
    Standing standing,
    Named named) {

  /**
   * How it stands.
   *
   * @param state its lifecycle's
   * @param open whether somebody has to do something about it
   * @param round counts what was handed in from 1; 0 before anything was, and where nothing is
   * @param reviewer who gave the last verdict; null while nobody has
   * @param dueAt when its review is due; null while nobody of ours has it
   */
  public record Standing(
      String state,
      boolean open,
      int round,
      @Nullable String reviewer,
      @Nullable Instant dueAt,
      Instant createdAt) {}

  /**
   * What it is found by.
   *
   * @param names as people may see them who do not own it
   * @param licenceNumber null where there is none
   * @param keys of what else has to do with it
   * @param cameFrom the case whose licence and names are its own, too; null where there is none
   */
  public record Named(
      List<String> names,
      @Nullable String licenceNumber,
      Set<Key> keys,
      @Nullable CaseId cameFrom) {}

  /**
   * Something or somebody cases can have in common.
   *
   * @param value an id, or a keyed hash
   */
  public record Key(Kind kind, String value) {

    /** As the index keeps it. */
    public String text() {
      return kind.letter + ":" + value;
    }
  }

  /** What cases can have in common. */
  public enum Kind {
    /** A merchant that is a side of it beside the one that acts for it. */
    MERCHANT('M'),
    /** A streamer, whose merchant is a side of it. */
    STREAMER('S'),
    /** A product. */
    PRODUCT('P'),
    /** Another case. */
    CASE('C'),
    /** The identity number of a person, as {@code PersonalData.lookup} has it. */
    IDENTITY('I'),
    /** The number of a bank account, as {@code PersonalData.lookup} has it. */
    ACCOUNT('A');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    public Key of(String value) {
      return new Key(this, value);
    }
  }
}
