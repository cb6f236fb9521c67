package dev.merchantreview.personaldata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Seals personal data with AES-256-GCM under a key per owner. The keys are random, kept wrapped by
 * the configured master key, and never leave this package; taking an owner's key away makes
 * everything sealed with it unreadable for ever.
 */
@Component
public class PersonalData {

  private static final int KEY_BYTES = 32;
  private static final int CACHED_KEYS = 10_000;

  private final Timer sealing;
  private final JdbcClient jdbc;
  private final MasterKeys masterKeys;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, OwnerSeal> cache =
      Caffeine.newBuilder().maximumSize(CACHED_KEYS).build();

  PersonalData(JdbcClient jdbc, PersonalDataProperties properties, MeterRegistry meters) {
    this.sealing = meters.timer("merchantreview.personaldata.sealing");
    this.jdbc = jdbc;
    List<String> keys = new ArrayList<>(List.of(properties.masterKey()));
    if (properties.previousMasterKeys() != null) {
      keys.addAll(properties.previousMasterKeys());
    }
    this.masterKeys = new MasterKeys(keys);
  }

  /**
   * The seal of an owner; the first use makes the owner's key, in the caller's transaction when
   * there is one.
   */
  public OwnerSeal of(String owner) {
    OwnerSeal known = cache.getIfPresent(owner);
    if (known != null) {
      return known;
    }
    Map<String, OwnerSeal> made = madeInThisTransaction();
    OwnerSeal mine = made.get(owner);
    if (mine != null) {
      return mine;
    }
    Optional<MasterKeys.Wrapped> kept = find(owner);
    if (kept.isPresent()) {
      OwnerSeal seal = seal(kept.get(), owner);
      cache.put(owner, seal);
      return seal;
    }
    OwnerSeal fresh = seal(make(owner), owner);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      made.put(owner, fresh);
    } else {
      cache.put(owner, fresh);
    }
    return fresh;
  }

  /** Keys whose rows are not committed yet: a rolled-back one must not stay in the cache. */
  private Map<String, OwnerSeal> madeInThisTransaction() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return Map.of();
    }
    @SuppressWarnings("unchecked")
    Map<String, OwnerSeal> bound =
        (Map<String, OwnerSeal>) TransactionSynchronizationManager.getResource(this);
    if (bound != null) {
      return bound;
    }
    Map<String, OwnerSeal> made = new HashMap<>();
    TransactionSynchronizationManager.bindResource(this, made);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            cache.putAll(made);
          }

          @Override
          public void suspend() {
            TransactionSynchronizationManager.unbindResource(PersonalData.this);
          }

          @Override
          public void resume() {
            TransactionSynchronizationManager.bindResource(PersonalData.this, made);
          }

          @Override
          public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(PersonalData.this);
          }
        });
    return made;
  }

  private OwnerSeal seal(MasterKeys.Wrapped wrapped, String owner) {
    try {
      return new OwnerSeal(masterKeys.unwrap(wrapped, owner), sealing);
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

  /** The key another transaction made in the same moment counts, once that has committed. */
  private MasterKeys.Wrapped make(String owner) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    try {
      MasterKeys.Wrapped wrapped = masterKeys.wrap(key, owner);
      jdbc.sql(
              "insert into personal_data_key (owner, master_key_id, wrapped_key, created_at)"
                  + " values (:owner, :id, :key, now()) on conflict do nothing")
          .param("owner", owner)
          .param("id", wrapped.masterKeyId())
          .param("key", wrapped.key())
          .update();
      return find(owner).orElseThrow();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
