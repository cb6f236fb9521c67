package dev.merchantreview.personaldata;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Seals whole files with AES-256-GCM, each under a random key of its own, which the configured
 * master key wraps and which is kept beside what is known of the file: without that, nobody reads
 * the file again, wherever copies of it lie.
 */
@Component
public class ContentSeals {

  private final MasterKeys masterKeys;
  private final SecureRandom random = new SecureRandom();

  ContentSeals(PersonalDataProperties properties) {
    this.masterKeys = new MasterKeys(properties.masterKeys());
  }

  /**
   * The key of a file, as it may be kept.
   *
   * @param masterKeyId which master key it was wrapped with
   * @param wrapped opens nothing without that
   */
  public record WrappedKey(String masterKeyId, byte[] wrapped) {}

  /**
   * @param content cannot be told from random bytes; 28 bytes longer than what was sealed
   */
  public record Sealed(WrappedKey key, byte[] content) {}

  /**
   * Seals a file under a new key.
   *
   * @param id names the file for ever: it opens under no other
   */
  public Sealed seal(String id, byte[] plain) {
    byte[] key = new byte[Keysets.KEY_BYTES];
    random.nextBytes(key);
    try {
      MasterKeys.Wrapped wrapped = masterKeys.wrap(key, owner(id));
      return new Sealed(
          new WrappedKey(wrapped.masterKeyId(), wrapped.key()),
          Keysets.aead(key).encrypt(plain, associated(id)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /**
   * @return empty when it was sealed for another id or with another key, or was changed
   * @throws IllegalStateException when the master key it was wrapped with is not configured
   */
  public Optional<byte[]> open(String id, Sealed kept) {
    try {
      Aead aead =
          Keysets.aead(
              masterKeys.unwrap(
                  new MasterKeys.Wrapped(kept.key().masterKeyId(), kept.key().wrapped()),
                  owner(id)));
      return Optional.of(aead.decrypt(kept.content(), associated(id)));
    } catch (GeneralSecurityException doesNotOpen) {
      return Optional.empty();
    }
  }

  private static String owner(String id) {
    return "content " + id;
  }

  private static byte[] associated(String id) {
    return owner(id).getBytes(StandardCharsets.UTF_8);
  }
}
