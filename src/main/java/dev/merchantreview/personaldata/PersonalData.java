package dev.merchantreview.personaldata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.merchantreview.database.OneTrip;
import dev.merchantreview.shared.HeldInTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Seals personal data with AES-256-GCM under a key per owner. The keys are random, kept wrapped by
 * the configured master key, and never leave this package; taking an owner's key away makes
 * everything sealed with it unreadable for ever.
 */
@Component
public class PersonalData {

  private static final int CACHED_KEYS = 10_000;
  // 128 bits: no two numbers share it.
  private static final int LOOKUP_DIGITS = 32;
  private static final String KEEP = " for key share";
  private static final String FIND =
      "select owner, master_key_id, wrapped_key from personal_data_key"
          + " where owner = any(:owners) order by owner";

  /** The key another transaction made in the same moment counts, once that has committed. */
  private static final String MAKE =
      "insert into personal_data_key (owner, master_key_id, wrapped_key, created_at)"
          + " values (:owner, :id, :key, now()) on conflict do nothing";

  private final Timer sealing;
  private final Counter unreadable;
  private final JdbcClient jdbc;
  private final OneTrip trips;
  private final MasterKeys masterKeys;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, OwnerSeal> cache;

  /** What keys were made to, by all of each: making one takes longer than asking for its key. */
  private final Cache<Made, OwnerSeal> seals;

  /** Owners who had a key when they were last looked for: a hint, and nothing else. */
  private final Cache<String, Boolean> hadKeys;

  private final HeldInTransaction<String, OwnerSeal> held = new HeldInTransaction<>();

  PersonalData(
      JdbcClient jdbc, OneTrip trips, PersonalDataProperties properties, MeterRegistry meters) {
    this.sealing = meters.timer("merchantreview.personaldata.sealing");
    this.unreadable = meters.counter("merchantreview.personaldata.unreadable");
    this.jdbc = jdbc;
    this.trips = trips;
    this.cache = remembered(properties);
    this.seals = remembered(properties);
    this.hadKeys = remembered(properties);
    this.masterKeys = new MasterKeys(properties.masterKeys());
  }

  private static <K, V> Cache<K, V> remembered(PersonalDataProperties properties) {
    return Caffeine.newBuilder()
        .maximumSize(CACHED_KEYS)
        .expireAfterWrite(properties.keysRemembered())
        .build();
  }

  private record Made(String owner, String masterKeyId, ByteBuffer wrapped) {}

  /**
   * Asks for the key of an owner together with something else, where it will be needed in the same
   * transaction; it stays there until that ends.
   */
  public OneTrip.Part asked(String owner) {
    return new OneTrip.Part(
        FIND + KEEP,
        Map.of("owners", new String[] {owner}),
        row -> held.values().put(owner, seal(wrapped(row), owner)));
  }

  /**
   * The seal of an owner; the first use makes the owner's key. It is asked of the database once in
   * each transaction and stays there until that ends: nothing is sealed with a key that was taken
   * away.
   *
   * @throws IllegalStateException without a transaction
   */
  public OwnerSeal sealing(String owner) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a key may be taken away before what it seals is kept");
    }
    Map<String, OwnerSeal> ours = held.values();
    OwnerSeal seal = ours.get(owner);
    if (seal == null) {
      MasterKeys.Wrapped kept =
          hadKeys.getIfPresent(owner) == null ? null : find(Set.of(owner), KEEP).get(owner);
      seal = seal(kept == null ? make(owner) : kept, owner);
      hadKeys.put(owner, true);
      ours.put(owner, seal);
    }
    return seal;
  }

  /**
   * What reads an owner's data. A key that was taken away reads on for as long as it is remembered,
   * but not in a transaction that writes: that asks for the key itself, and the key stays there
   * until the transaction ends. So nothing is written back that went with its owner's key,
   * whichever instance heard of it.
   */
  public OwnerReading reading(String owner) {
    if (writes()) {
      return Objects.requireNonNull(readings(List.of(owner)).get(owner));
    }
    return new OwnerReading(cache.getIfPresent(owner), () -> look(owner), unreadable);
  }

  /**
   * The same for some owners, whose keys are asked for at once: a list costs one statement, however
   * many owners are on it.
   */
  public Map<String, OwnerReading> readings(Collection<String> owners) {
    boolean writes = writes();
    Map<String, OwnerSeal> ours = writes ? held.values() : Map.of();
    Map<String, OwnerReading> readings = new HashMap<>();
    for (String owner : owners) {
      OwnerSeal remembered = writes ? ours.get(owner) : cache.getIfPresent(owner);
      if (remembered != null) {
        readings.put(
            owner,
            new OwnerReading(remembered, () -> writes ? remembered : look(owner), unreadable));
      }
    }
    Set<String> others = new HashSet<>(owners);
    others.removeAll(readings.keySet());
    Map<String, MasterKeys.Wrapped> kept = find(others, writes ? KEEP : "");
    for (String owner : others) {
      MasterKeys.Wrapped wrapped = kept.get(owner);
      OwnerSeal seal = wrapped == null ? null : seal(wrapped, owner);
      if (seal != null && writes) {
        ours.put(owner, seal);
      } else if (seal != null) {
        cache.put(owner, seal);
      }
      readings.put(owner, new OwnerReading(seal, () -> seal, unreadable));
    }
    return readings;
  }

  private Map<String, MasterKeys.Wrapped> find(Set<String> owners, String lock) {
    Map<String, MasterKeys.Wrapped> found = new HashMap<>();
    if (!owners.isEmpty()) {
      jdbc.sql(FIND + lock)
          .param("owners", owners.toArray(String[]::new))
          .query(
              row -> {
                found.put(row.getString("owner"), wrapped(row));
              });
    }
    return found;
  }

  private static MasterKeys.Wrapped wrapped(ResultSet row) throws SQLException {
    return new MasterKeys.Wrapped(row.getString("master_key_id"), row.getBytes("wrapped_key"));
  }

  private static boolean writes() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
  }

  /**
   * A keyed hash by which the same number is found again whoever's it is, and that tells nothing
   * else of it: without the master key not even a short number can be found by trying.
   *
   * @param kind what is looked up; the same text of two kinds has two hashes
   * @param text as it was handed in
   */
  public String lookup(String kind, String text) {
    return lookups(kind, text).getFirst();
  }

  /**
   * The same by the master keys of now and before, the present one first: what was hashed before
   * the key changed is found, too.
   */
  public List<String> lookups(String kind, String text) {
    return masterKeys.lookups(kind + " " + text).stream()
        .map(hash -> hash.substring(0, LOOKUP_DIGITS))
        .toList();
  }

  private @Nullable OwnerSeal look(String owner) {
    MasterKeys.Wrapped wrapped = find(Set.of(owner), "").get(owner);
    OwnerSeal kept = wrapped == null ? null : seal(wrapped, owner);
    if (kept == null) {
      cache.invalidate(owner);
    } else {
      cache.put(owner, kept);
    }
    return kept;
  }

  private OwnerSeal seal(MasterKeys.Wrapped wrapped, String owner) {
    return seals.get(
        new Made(owner, wrapped.masterKeyId(), ByteBuffer.wrap(wrapped.key())),
        made -> {
          try {
            return new OwnerSeal(masterKeys.unwrap(wrapped, owner), sealing);
          } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the key of " + owner + " does not open", broken);
          }
        });
  }

  /** Makes an owner's key unless there is one, and says which there is. */
  private MasterKeys.Wrapped make(String owner) {
    byte[] key = new byte[Keysets.KEY_BYTES];
    random.nextBytes(key);
    List<MasterKeys.Wrapped> found = new ArrayList<>();
    try {
      MasterKeys.Wrapped wrapped = masterKeys.wrap(key, owner);
      trips.run(
          List.of(
              OneTrip.Part.change(
                  MAKE, Map.of("owner", owner, "id", wrapped.masterKeyId(), "key", wrapped.key())),
              new OneTrip.Part(
                  FIND + KEEP,
                  Map.of("owners", new String[] {owner}),
                  row -> found.add(wrapped(row)))));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
    cache.invalidate(owner);
    return found.getFirst();
  }
}
