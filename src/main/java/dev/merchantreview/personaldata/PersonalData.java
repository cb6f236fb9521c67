package dev.merchantreview.personaldata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals personal data with AES-256-GCM under a key per owner. The keys are random, kept wrapped by
 * the configured master key, and never leave this package; taking an owner's key away makes
 * everything sealed with it unreadable for ever.
 */
@Component
public class PersonalData {

  private static final String VERSION = "v1:";
  private static final int KEY_BYTES = 32;
  private static final int CACHED_KEYS = 10_000;
  private static final String HKDF_MAC = "HMACSHA256";

  private final Timer sealing;
  private final JdbcClient jdbc;
  private final TransactionTemplate alone;
  private final MasterKeys masterKeys;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, OwnersKeys> cache =
      Caffeine.newBuilder().maximumSize(CACHED_KEYS).build();

  PersonalData(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      PersonalDataProperties properties,
      MeterRegistry meters) {
    this.sealing = meters.timer("merchantreview.personaldata.sealing");
    this.jdbc = jdbc;
    this.alone = new TransactionTemplate(transactions);
    this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    List<String> keys = new ArrayList<>(List.of(properties.masterKey()));
    if (properties.previousMasterKeys() != null) {
      keys.addAll(properties.previousMasterKeys());
    }
    this.masterKeys = new MasterKeys(keys);
  }

  /**
   * Makes a text unreadable.
   *
   * @param owner whose key is used; the first use makes it
   * @param context where the sealed text is kept: it opens nowhere else
   */
  public String seal(String owner, String context, String plain) {
    return sealing.record(() -> sealed(owner, context, plain));
  }

  private String sealed(String owner, String context, String plain) {
    try {
      byte[] sealed =
          keys(owner)
              .aead()
              .encrypt(
                  plain.getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
      return VERSION + Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /**
   * @throws IllegalStateException when the text was not sealed for this owner and context, or was
   *     changed
   */
  public String open(String owner, String context, String sealed) {
    if (!isSealed(sealed)) {
      throw new IllegalStateException("not a sealed text");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
      return new String(
          keys(owner).aead().decrypt(bytes, context.getBytes(StandardCharsets.UTF_8)),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("sealed for another owner or place, or changed", broken);
    }
  }

  /** Whether a kept text is sealed; what was kept before there was a key is not. */
  public static boolean isSealed(String text) {
    return text.startsWith(VERSION);
  }

  /**
   * A keyed hash that tells whether two texts of an owner are the same, and nothing else: without
   * the key not even a short number can be found by trying.
   */
  public String fingerprint(String owner, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys(owner).fingerprintKey(), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private OwnersKeys keys(String owner) {
    return cache.get(owner, this::load);
  }

  private OwnersKeys load(String owner) {
    try {
      byte[] key = masterKeys.unwrap(find(owner).orElseGet(() -> make(owner)), owner);
      return new OwnersKeys(
          new AesGcmJce(
              Hkdf.computeHkdf(
                  HKDF_MAC,
                  key,
                  new byte[0],
                  "seal".getBytes(StandardCharsets.US_ASCII),
                  KEY_BYTES)),
          Hkdf.computeHkdf(
              HKDF_MAC,
              key,
              new byte[0],
              "fingerprint".getBytes(StandardCharsets.US_ASCII),
              KEY_BYTES));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the key of " + owner + " does not open", broken);
    }
  }

  private Optional<MasterKeys.Wrapped> find(String owner) {
    return jdbc.sql("select master_key_id, wrapped_key from personal_data_key where owner = :owner")
        .param("owner", owner)
        .query((row, number) -> new MasterKeys.Wrapped(row.getString(1), row.getBytes(2)))
        .optional();
  }

  /**
   * In a transaction of its own: a key in the cache must be in the database too, whatever becomes
   * of the caller's transaction.
   */
  private MasterKeys.Wrapped make(String owner) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    try {
      MasterKeys.Wrapped wrapped = masterKeys.wrap(key, owner);
      alone.executeWithoutResult(
          status ->
              jdbc.sql(
                      "insert into personal_data_key (owner, master_key_id, wrapped_key, created_at)"
                          + " values (:owner, :id, :key, now()) on conflict do nothing")
                  .param("owner", owner)
                  .param("id", wrapped.masterKeyId())
                  .param("key", wrapped.key())
                  .update());
      return find(owner).orElseThrow();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private record OwnersKeys(AesGcmJce aead, byte[] fingerprintKey) {}
}
