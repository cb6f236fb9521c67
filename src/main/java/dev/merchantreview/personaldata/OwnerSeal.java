package dev.merchantreview.personaldata;

import com.google.crypto.tink.Aead;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Seals and opens the personal data of one owner. */
public final class OwnerSeal {

  private static final String VERSION = "v1:";

  private final Keysets.Derived keys;
  private final Aead aead;
  private final Timer sealing;

  /** Made when somebody asks: most owners' never are. */
  private volatile @Nullable KeyedHash fingerprints;

  OwnerSeal(byte[] key, Timer sealing) throws GeneralSecurityException {
    this.keys = new Keysets.Derived(key);
    this.aead = Keysets.aead(keys.key("seal"));
    this.sealing = sealing;
  }

  /**
   * Makes a text unreadable.
   *
   * @param context where the sealed text is kept: it opens nowhere else
   */
  public String seal(String context, String plain) {
    return sealing.record(() -> sealNow(context, plain));
  }

  private String sealNow(String context, String plain) {
    try {
      byte[] bytes =
          aead.encrypt(
              plain.getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
      return VERSION + Base64.getEncoder().encodeToString(bytes);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /**
   * @throws IllegalStateException when the text was not sealed for this owner and context, or was
   *     changed
   */
  String open(String context, String kept) {
    if (!isSealed(kept)) {
      throw new IllegalStateException("not a sealed text");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(kept.substring(VERSION.length()));
      return new String(
          aead.decrypt(bytes, context.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("sealed for another owner or place, or changed", broken);
    }
  }

  /** Whether a kept text is sealed; what was kept before there was a key is not. */
  public static boolean isSealed(String text) {
    return text.startsWith(VERSION);
  }

  /**
   * A keyed hash that tells whether two texts of the owner are the same, and nothing else: without
   * the key not even a short number can be found by trying.
   */
  public String fingerprint(String text) {
    KeyedHash made = fingerprints;
    if (made == null) {
      try {
        made = new KeyedHash(keys.key("fingerprint"));
      } catch (GeneralSecurityException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
      fingerprints = made;
    }
    return made.of(text);
  }
}
