package dev.merchantreview.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is kept opens, and prints are the same, whatever does the sealing: the texts here were made
 * by the code of before, with Tink's subtle classes.
 */
class KeysetsTest {

  private static final byte[] OWNERS_KEY = key(1);
  private static final String FIRST = Base64.getEncoder().encodeToString(key(40));
  private static final String SECOND = Base64.getEncoder().encodeToString(key(80));

  @Test
  void opensWhatWasSealedBefore() throws GeneralSecurityException {
    OwnerSeal seal = seal(OWNERS_KEY);
    assertThat(seal.open("sa_1/phone", "v1:4fcoJvfg8nPRxBhkwPwgV1XVP6IfmbkQzVFcaUo+n6+gkOo+upXw"))
        .isEqualTo("13800000000");
    assertThat(seal.open("sa_1/name", "v1:CW8HKkZMSomo9j54o4HbQV1Wf8Gh7jYobOWEh8wHkjqCtQ=="))
        .isEqualTo("陈青");
    assertThat(seal.open("sa_1/empty", "v1:nHYnTUVGLPJO0dul9pTPXL218aft0cjjUI8R1Q==")).isEmpty();
  }

  @Test
  void sealsInTheSameShapeAndForOnePlaceAndOwnerOnly() throws GeneralSecurityException {
    OwnerSeal seal = seal(OWNERS_KEY);
    String kept = seal.seal("sa_1/phone", "13800000000");
    // Nonce, text and tag, and nothing in front of them.
    assertThat(Base64.getDecoder().decode(kept.substring(3))).hasSize(12 + 11 + 16);
    assertThat(seal.seal("sa_1/phone", "13800000000")).isNotEqualTo(kept);
    assertThat(seal.open("sa_1/phone", kept)).isEqualTo("13800000000");
    assertThatThrownBy(() -> seal.open("sa_2/phone", kept))
        .isInstanceOf(IllegalStateException.class);
    OwnerSeal other = seal(key(2));
    assertThatThrownBy(() -> other.open("sa_1/phone", kept))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void fingerprintsAreThoseOfBefore() throws GeneralSecurityException {
    OwnerSeal seal = seal(OWNERS_KEY);
    assertThat(seal.fingerprint("330106199003070012"))
        .isEqualTo("a83d239fade5602b69fe8b1b02d3c08dd0a3232ccef34deabff0f18d9ea54494");
    assertThat(seal.fingerprint(""))
        .isEqualTo("f8b91cbf4014d4d29099fa35e626c9c72b545f01e8363966323d492609c86998");
  }

  @Test
  void printsAreThoseOfBeforeUnderEveryMasterKey() {
    Prints prints = new Prints(properties(FIRST, SECOND));
    List<String> before =
        List.of(
            "5e28bf1c8b951b44e0817c41d620cc4ccbcc5d26077e224d4320ffa4e2f4501e",
            "0e4a28adfb691e663fcf083da1cdf88ad33117a65e234904b9072e5c0a787039");
    assertThat(prints.everyOf("IDENTITY", "330106199003070012")).isEqualTo(before);
    assertThat(prints.of("IDENTITY", "330106199003070012")).isEqualTo(before.getFirst());
    assertThat(new Prints(properties(SECOND, FIRST)).of("IDENTITY", "330106199003070012"))
        .isEqualTo(before.getLast());
  }

  @Test
  void anOwnersKeyThatWasWrappedBeforeOpensAlsoAfterTheMasterKeyWasChanged()
      throws GeneralSecurityException {
    MasterKeys.Wrapped wrapped =
        new MasterKeys.Wrapped(
            "c5bd4beb298a",
            Base64.getDecoder()
                .decode(
                    "y0DHMXq5N/e4TiOY4n1/yKx4B+2VOocbYRHGLZbSArBpvhWcl/fzZSPUh/RQ9cva6ypFTtQ3hh9goDwx"));
    MasterKeys changed = new MasterKeys(properties(FIRST, SECOND).masterKeys());
    assertThat(changed.unwrap(wrapped, "m-1001")).isEqualTo(OWNERS_KEY);
    assertThatThrownBy(() -> changed.unwrap(wrapped, "m-1002"))
        .isInstanceOf(GeneralSecurityException.class);
    assertThat(changed.wrap(OWNERS_KEY, "m-1001").masterKeyId()).isNotEqualTo("c5bd4beb298a");
    MasterKeys without = new MasterKeys(properties(FIRST).masterKeys());
    assertThatThrownBy(() -> without.unwrap(wrapped, "m-1001"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("c5bd4beb298a");
  }

  @Test
  void anythingElseThanThirtyTwoBytesIsNoMasterKey() {
    for (String wrong : List.of("no base64!", Base64.getEncoder().encodeToString(new byte[31]))) {
      assertThatThrownBy(() -> properties(FIRST, wrong).masterKeys())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("32 bytes")
          .hasMessageNotContaining(wrong);
    }
  }

  private static OwnerSeal seal(byte[] key) throws GeneralSecurityException {
    return new OwnerSeal(key, new SimpleMeterRegistry().timer("sealing"));
  }

  private static PersonalDataProperties properties(String masterKey, String... before) {
    return new PersonalDataProperties(masterKey, List.of(before), Duration.ofMinutes(1));
  }

  private static byte[] key(int from) {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (from + i);
    }
    return key;
  }
}
