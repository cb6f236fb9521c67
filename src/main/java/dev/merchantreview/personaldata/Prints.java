package dev.merchantreview.personaldata;

import java.security.GeneralSecurityException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Keyed hashes that tell whether two texts of different owners are the same, and nothing else. They
 * are keyed by the master keys, because an owner's own key would make the same text differ.
 */
@Component
public class Prints {

  private final List<KeyedHash> hashes;

  Prints(PersonalDataProperties properties) {
    this.hashes = properties.masterKeys().stream().map(Prints::hash).toList();
  }

  private static KeyedHash hash(byte[] masterKey) {
    try {
      return new KeyedHash(new Keysets.Derived(masterKey).key("print across owners"));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The hash to keep. */
  public String of(String kind, String text) {
    return hashes.getFirst().of(named(kind, text));
  }

  /** Every hash the text may have been kept under: by the master key of now and those before. */
  public List<String> everyOf(String kind, String text) {
    return hashes.stream().map(hash -> hash.of(named(kind, text))).toList();
  }

  private static String named(String kind, String text) {
    return kind + "\n" + text;
  }
}
