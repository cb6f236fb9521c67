package dev.merchantreview.personaldata;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.prf.HkdfPrfKey;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * What Tink does with keys of ours, each a keyset of its own. Nothing it makes has Tink's prefix in
 * front: which key is meant is known from where the text is kept. The bytes of a key are handed
 * over here and nowhere else.
 */
@AccessesPartialKey
final class Keysets {

  static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int ONLY = 1;

  static {
    try {
      AeadConfig.register();
      PrfConfig.register();
    } catch (GeneralSecurityException neverAtStart) {
      throw new ExceptionInInitializerError(neverAtStart);
    }
  }

  private Keysets() {}

  /** AES-256-GCM: the nonce, what is sealed, the tag. */
  static Aead aead(byte[] key) throws GeneralSecurityException {
    return keyset(
            AesGcmKey.builder()
                .setParameters(
                    AesGcmParameters.builder()
                        .setKeySizeBytes(KEY_BYTES)
                        .setIvSizeBytes(NONCE_BYTES)
                        .setTagSizeBytes(TAG_BYTES)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(secret(key))
                .build())
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** HMAC-SHA256, 32 bytes of it. */
  static PrfSet hmac(byte[] key) throws GeneralSecurityException {
    return keyset(
            HmacPrfKey.builder()
                .setParameters(
                    HmacPrfParameters.builder()
                        .setKeySizeBytes(KEY_BYTES)
                        .setHashType(HmacPrfParameters.HashType.SHA256)
                        .build())
                .setKeyBytes(secret(key))
                .build())
        .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
  }

  /** Keys for one purpose each, derived from a key: who has one learns no other. */
  static final class Derived {

    private final PrfSet hkdf;

    /** HKDF with SHA-256, without salt; the purpose is its info. */
    Derived(byte[] key) throws GeneralSecurityException {
      this.hkdf =
          keyset(
                  HkdfPrfKey.builder()
                      .setParameters(
                          HkdfPrfParameters.builder()
                              .setKeySizeBytes(KEY_BYTES)
                              .setHashType(HkdfPrfParameters.HashType.SHA256)
                              .build())
                      .setKeyBytes(secret(key))
                      .build())
              .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    }

    byte[] key(String purpose) throws GeneralSecurityException {
      return hkdf.computePrimary(purpose.getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
    }
  }

  private static KeysetHandle keyset(Key key) throws GeneralSecurityException {
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(key).withFixedId(ONLY).makePrimary())
        .build();
  }

  private static SecretBytes secret(byte[] key) {
    return SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
  }
}
