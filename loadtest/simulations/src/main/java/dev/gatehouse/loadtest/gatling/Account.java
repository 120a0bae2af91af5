package dev.gatehouse.loadtest.gatling;

import java.util.Map;

/**
 * One tenant as a client has it.
 *
 * @param label what its database says it is, and no other says
 * @param token what opens it
 */
record Account(String label, String token) {
  static final String LABEL = "label";
  static final String TOKEN = "token";

  /** What a virtual user that takes this part knows. */
  Map<String, Object> part() {
    return Map.of(LABEL, label, TOKEN, token);
  }

  @Override
  public String toString() {
    return "Account[" + label + "]";
  }
}
