package dev.merchantreview.notification.web;

import dev.merchantreview.notification.Recipient;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Role;

/** Whose notifications a caller may manage. */
final class Recipients {

  private Recipients() {}

  /** A merchant's system its own, operators and administrators those of the operators. */
  static boolean mayManage(Caller caller, String recipient) {
    return recipient.equals(Recipient.OPERATORS)
        ? caller.has(Role.OPERATOR) || caller.has(Role.ADMIN)
        : caller.actsFor(recipient);
  }
}
