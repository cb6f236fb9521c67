package dev.merchantreview.personaldata;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configured master keys; the first wraps, all unwrap. */
final class MasterKeys {

  private static final int BYTES = 32;

  private final String current;
  private final Map<String, AesGcmJce> byId = new LinkedHashMap<>();

  /**
   * @param keys Base64 of 32 bytes each, the one to wrap with first
   * @throws IllegalStateException when one of them is no such key
   */
  MasterKeys(List<String> keys) {
    for (String key : keys) {
      byte[] bytes = decode(key);
      byId.put(id(bytes), aead(bytes));
    }
    this.current = byId.keySet().iterator().next();
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

  private AesGcmJce aead(String id) {
    AesGcmJce aead = byId.get(id);
    if (aead == null) {
      throw new IllegalStateException(
          "personal data was wrapped with master key "
              + id
              + ", which is not configured; add it to"
              + " merchant-review.personal-data.previous-master-keys");
    }
    return aead;
  }

  private static byte[] decode(String key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key.strip());
      if (bytes.length == BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // Answered below, as any other unusable value; the value itself must not be printed.
    }
    throw new IllegalStateException(
        "merchant-review.personal-data.master-key must be the Base64 of 32 bytes");
  }

  /** Names a key without telling anything of it. */
  private static String id(byte[] key) {
    return Sha256.hex(Sha256.hex(key).getBytes(StandardCharsets.US_ASCII)).substring(0, 12);
  }

  private static AesGcmJce aead(byte[] key) {
    try {
      return new AesGcmJce(key);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] associated(String owner) {
    return ("wrapped key of " + owner).getBytes(StandardCharsets.UTF_8);
  }
}
