package dev.merchantreview.notification;

import java.util.Map;

/**
 * What of a module's history people are told besides changes of state. A module that has such
 * events has a bean of this type.
 *
 * @param merchants the kind of notification the merchants of a case get, by the event's action
 * @param operators the kind the platform's operators get
 */
public record NotifiedEvents(Map<String, String> merchants, Map<String, String> operators) {

  public static NotifiedEvents toMerchants(Map<String, String> kinds) {
    return new NotifiedEvents(kinds, Map.of());
  }

  public static NotifiedEvents toOperators(Map<String, String> kinds) {
    return new NotifiedEvents(Map.of(), kinds);
  }
}
