package dev.merchantreview.web;

import dev.merchantreview.shared.ActorRef;
import java.util.List;
import java.util.Set;

/**
 * Who calls, as a controller sees it. Declared as a parameter, it is filled in from the
 * authentication.
 *
 * @param merchants the merchant ids the caller acts for; a trailing {@code *} stands for any rest
 */
public record Caller(String name, Set<Role> roles, List<String> merchants) {

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** May read every case: operators, auditors, administrators. */
  public boolean readsAll() {
    return has(Role.OPERATOR) || has(Role.AUDITOR) || has(Role.ADMIN);
  }

  public boolean actsFor(String merchantId) {
    return has(Role.MERCHANT)
        && merchants.stream()
            .anyMatch(
                pattern ->
                    pattern.endsWith("*")
                        ? merchantId.startsWith(pattern.substring(0, pattern.length() - 1))
                        : merchantId.equals(pattern));
  }

  public ActorRef actor() {
    ActorRef.Kind kind =
        has(Role.ADMIN)
            ? ActorRef.Kind.ADMIN
            : has(Role.OPERATOR)
                ? ActorRef.Kind.OPERATOR
                : has(Role.AUDITOR) ? ActorRef.Kind.AUDITOR : ActorRef.Kind.MERCHANT;
    return new ActorRef(kind, name);
  }
}
