package dev.merchantreview.personaldata;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param masterKey 32 random bytes in Base64, which every owner's key is wrapped with
 * @param previousMasterKeys master keys used before, so that keys wrapped with them still open
 * @param keysRemembered how long an instance goes on reading with a key it has read: so long can
 *     what was erased in another be seen
 */
@Validated
@ConfigurationProperties("merchant-review.personal-data")
record PersonalDataProperties(
    @NotBlank(message = "must be set: 32 random bytes in Base64") String masterKey,
    @Nullable List<String> previousMasterKeys,
    @NotNull Duration keysRemembered) {

  /**
   * The master key of now and those before.
   *
   * @throws IllegalStateException when one of them is no such key
   */
  List<byte[]> masterKeys() {
    return Stream.concat(
            Stream.of(masterKey), Stream.ofNullable(previousMasterKeys).flatMap(Collection::stream))
        .map(PersonalDataProperties::decoded)
        .toList();
  }

  private static byte[] decoded(String key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key.strip());
      if (bytes.length == Keysets.KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // Answered below, as any other unusable value; the value itself must not be printed.
    }
    throw new IllegalStateException(
        "merchant-review.personal-data.master-key must be the Base64 of 32 bytes");
  }
}
