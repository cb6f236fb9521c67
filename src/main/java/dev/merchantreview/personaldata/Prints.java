package dev.merchantreview.personaldata;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Keyed hashes that tell whether two texts of different owners are the same, and nothing else. They
 * are keyed by the master keys, because an owner's own key would make the same text differ.
 */
@Component
public class Prints {

  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final List<SecretKeySpec> keys;

  Prints(PersonalDataProperties properties) {
    List<String> configured = new ArrayList<>(List.of(properties.masterKey()));
    if (properties.previousMasterKeys() != null) {
      configured.addAll(properties.previousMasterKeys());
    }
    this.keys = configured.stream().map(Prints::derived).toList();
  }

  private static SecretKeySpec derived(String masterKey) {
    try {
      return new SecretKeySpec(
          Hkdf.computeHkdf(
              MAC,
              Base64.getDecoder().decode(masterKey.strip()),
              new byte[0],
              "print across owners".getBytes(StandardCharsets.US_ASCII),
              KEY_BYTES),
          MAC);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The hash to keep. */
  public String of(String kind, String text) {
    return hash(keys.getFirst(), kind, text);
  }

  /** Every hash the text may have been kept under: by the master key of now and those before. */
  public List<String> everyOf(String kind, String text) {
    return keys.stream().map(key -> hash(key, kind, text)).toList();
  }

  private static String hash(SecretKeySpec key, String kind, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal((kind + "\n" + text).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
