package dev.merchantreview.personaldata;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param masterKey 32 random bytes in Base64, which every owner's key is wrapped with
 * @param previousMasterKeys master keys used before, so that keys wrapped with them still open
 */
@Validated
@ConfigurationProperties("merchant-review.personal-data")
record PersonalDataProperties(
    @NotBlank(message = "must be set: 32 random bytes in Base64") String masterKey,
    @Nullable List<String> previousMasterKeys) {}
