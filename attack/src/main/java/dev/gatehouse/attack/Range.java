package dev.gatehouse.attack;

import java.net.URI;

/**
 * Where attacks are run.
 *
 * @param url the public listener
 * @param attacker the attacker's namespace
 * @param token the attacker's token, which may write
 * @param readOnlyToken the attacker's token that may only read
 * @param victim the victim's namespace
 * @param victimToken the victim's token, to plant the secret and to see that nothing changed
 */
public record Range(
    URI url,
    String attacker,
    String token,
    String readOnlyToken,
    String victim,
    String victimToken) {

  /** What stands in the victim's database and must never be seen by the attacker. */
  public static final String SECRET = "the-victims-secret-5f1d";

  /** What stands in the attacker's own database. */
  public static final String OWN = "the-attackers-own-row";
}
