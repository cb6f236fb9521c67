package dev.merchantreview.personaldata;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
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
    @NotNull Duration keysRemembered) {}
