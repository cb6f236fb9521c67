package dev.merchantreview.personaldata;

import dev.merchantreview.shared.Erased;
import io.micrometer.core.instrument.Counter;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the personal data of one owner, whose key may be gone. Reading never makes a key. For one
 * thread, and a short time.
 */
public final class OwnerReading {

  private static final String NO_FINGERPRINT = "erased";

  private final Supplier<@Nullable OwnerSeal> look;
  private final Counter unreadable;
  private @Nullable OwnerSeal seal;
  private boolean looked;

  /**
   * @param remembered may have been taken away, or replaced by another, since; null when none is
   * @param look reads the key that is kept now
   */
  OwnerReading(
      @Nullable OwnerSeal remembered, Supplier<@Nullable OwnerSeal> look, Counter unreadable) {
    this.seal = remembered;
    this.look = look;
    this.unreadable = unreadable;
  }

  /**
   * @param context where the sealed text is kept
   * @return empty when it cannot be opened: its key is gone, or it was sealed with one that is, for
   *     another place, or was changed
   */
  public Optional<String> find(String context, String kept) {
    Optional<String> text = opened(context, kept);
    if (text.isEmpty() && !looked) {
      look();
      text = opened(context, kept);
    }
    if (text.isEmpty()) {
      unreadable.increment();
    }
    return text;
  }

  private Optional<String> opened(String context, String kept) {
    try {
      return seal == null ? Optional.empty() : Optional.of(seal.open(context, kept));
    } catch (IllegalStateException doesNotOpen) {
      return Optional.empty();
    }
  }

  private void look() {
    seal = look.get();
    looked = true;
  }

  /** The text, or {@link Erased#TEXT} when it cannot be opened. */
  public String open(String context, String kept) {
    return find(context, kept).orElse(Erased.TEXT);
  }

  /** As {@link OwnerSeal#fingerprint}; without a key nothing is known to be the same. */
  public String fingerprint(String text) {
    if (seal == null && !looked) {
      look();
    }
    return seal == null ? NO_FINGERPRINT : seal.fingerprint(text);
  }
}
