package dev.merchantreview.onboarding;

import dev.merchantreview.shared.CaseId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The amounts of verification transfers. An amount follows from the transfer's random number and a
 * secret key, so that an order repeated after a crash names the same amount although the amount is
 * kept nowhere; what is kept is a keyed hash of it.
 */
@Component
class VerificationAmounts {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  VerificationAmounts(VerificationProperties properties) {
    this.key = new SecretKeySpec(properties.key().getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The amount of a transfer, in fen, evenly drawn from the profile's range. */
  long amountOf(String number, VerificationNumbers numbers) {
    BigInteger drawn = new BigInteger(1, mac("amount " + number));
    long width = numbers.maximumFen() - numbers.minimumFen() + 1;
    return numbers.minimumFen() + drawn.mod(BigInteger.valueOf(width)).longValueExact();
  }

  String hash(CaseId caseId, String number, long amountFen) {
    return HexFormat.of().formatHex(mac("hash " + caseId + " " + number + " " + amountFen));
  }

  boolean matches(CaseId caseId, String number, long amountFen, String hash) {
    return MessageDigest.isEqual(
        hash(caseId, number, amountFen).getBytes(StandardCharsets.US_ASCII),
        hash.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
