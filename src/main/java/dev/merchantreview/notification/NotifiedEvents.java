package dev.merchantreview.notification;

import java.util.Map;

/**
 * What of a module's history people are told besides changes of state. A module that has such
 * events has a bean of this type.
 *
 * @param merchants the kind of notification the merchants of a case get, by the event's action
 * @param named the kind those of them get that the event's detail {@link #MERCHANTS} names, by the
 *     event's action; the others are told nothing
 * @param operators the kind the platform's operators get
 */
public record NotifiedEvents(
    Map<String, String> merchants, Map<String, String> named, Map<String, String> operators) {

  /** The detail of an event that names whom it concerns, where that is not all merchants. */
  public static final String MERCHANTS = "merchants";

  public static NotifiedEvents toMerchants(Map<String, String> kinds) {
    return new NotifiedEvents(kinds, Map.of(), Map.of());
  }

  public static NotifiedEvents toNamedMerchants(Map<String, String> kinds) {
    return new NotifiedEvents(Map.of(), kinds, Map.of());
  }

  public static NotifiedEvents toOperators(Map<String, String> kinds) {
    return new NotifiedEvents(Map.of(), Map.of(), kinds);
  }
}
