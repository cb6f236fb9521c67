package dev.merchantreview.personaldata;

import com.google.crypto.tink.Aead;
import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configured master keys; the first wraps, all unwrap. */
final class MasterKeys {

  private final String current;
  private final Map<String, Aead> byId = new LinkedHashMap<>();
  private final List<KeyedHash> lookups;

  /**
   * @param keys 32 bytes each, the one to wrap with first
   */
  MasterKeys(List<byte[]> keys) {
    for (byte[] key : keys) {
      byId.put(id(key), aead(key));
    }
    this.current = byId.keySet().iterator().next();
    this.lookups = keys.stream().map(MasterKeys::lookup).toList();
  }

  private static KeyedHash lookup(byte[] key) {
    try {
      return new KeyedHash(new Keysets.Derived(key).key("lookup"));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** A keyed hash of a text by each key, the one of now first. */
  List<String> lookups(String text) {
    return lookups.stream().map(hash -> hash.of(text)).toList();
  }

  record Wrapped(String masterKeyId, byte[] key) {}

  Wrapped wrap(byte[] key, String owner) throws GeneralSecurityException {
    return new Wrapped(current, aead(current).encrypt(key, associated(owner)));
  }

  /**
   * @throws IllegalStateException when the master key it was wrapped with is not configured
   */
  byte[] unwrap(Wrapped wrapped, String owner) throws GeneralSecurityException {
    return aead(wrapped.masterKeyId()).decrypt(wrapped.key(), associated(owner));
  }

  private Aead aead(String id) {
    Aead aead = byId.get(id);
    if (aead == null) {
      throw new IllegalStateException(
          "personal data was wrapped with master key "
              + id
              + ", which is not configured; add it to"
              + " merchant-review.personal-data.previous-master-keys");
    }
    return aead;
  }

  /** Names a key without telling anything of it. */
  private static String id(byte[] key) {
    return Sha256.hex(Sha256.hex(key).getBytes(StandardCharsets.US_ASCII)).substring(0, 12);
  }

  private static Aead aead(byte[] key) {
    try {
      return Keysets.aead(key);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] associated(String owner) {
    return ("wrapped key of " + owner).getBytes(StandardCharsets.UTF_8);
  }
}
