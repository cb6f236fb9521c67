package dev.merchantreview.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBody the largest JSON body that is read
 * @param publicUrl where people's browsers find this service
 * @param clockSkew how far a caller's clock may differ from ours
 * @param idempotencyKeyLife how long the answer to a key is kept
 * @param rolesClaim the JWT claim that lists a caller's roles
 * @param merchantsClaim the JWT claim that lists the merchant ids a caller acts for; a trailing
 *     {@code *} stands for any rest
 * @param localUsers users with HTTP Basic; only the local profile has any
 * @param instance what this instance is called at the end of its sessions' ids, for a balancer
 */
@Validated
@ConfigurationProperties("merchant-review.web")
record WebProperties(
    @NotNull DataSize maxBody,
    @NotNull URI publicUrl,
    @NotNull Duration clockSkew,
    @NotNull Duration idempotencyKeyLife,
    @NotNull String rolesClaim,
    @NotNull String merchantsClaim,
    @Nullable List<@Valid LocalUser> localUsers,
    @Nullable @Pattern(regexp = "[A-Za-z0-9_-]+") String instance) {

  boolean hasLocalUsers() {
    return localUsers != null && !localUsers.isEmpty();
  }

  record LocalUser(
      @NotNull String name,
      @NotNull String password,
      @NotEmpty Set<Role> roles,
      @Nullable List<String> merchants) {}
}
