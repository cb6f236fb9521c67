package dev.merchantreview.personaldata;

import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** Tells whether two texts are the same, to whoever has the key. */
final class KeyedHash {

  private static final int BYTES = 32;

  private final PrfSet hmac;

  KeyedHash(byte[] key) throws GeneralSecurityException {
    this.hmac = Keysets.hmac(key);
  }

  String of(String text) {
    try {
      return HexFormat.of()
          .formatHex(hmac.computePrimary(text.getBytes(StandardCharsets.UTF_8), BYTES));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
