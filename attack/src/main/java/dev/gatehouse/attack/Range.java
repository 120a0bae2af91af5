package dev.gatehouse.attack;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Where attacks are run.
 *
 * @param url the public listener
 * @param tls which certificates are believed
 * @param attacker the attacker's namespace, and a token that may write
 * @param readOnlyToken the attacker's token that may only read
 * @param victim the victim's namespace, and a token to plant the secret and to see what changed
 */
public record Range(URI url, SSLContext tls, Tenant attacker, String readOnlyToken, Tenant victim) {

  /** What stands in the victim's database and must never be seen by the attacker. */
  public static final String SECRET = "the-victims-secret-5f1d";

  /** What stands in the attacker's own database. */
  public static final String OWN = "the-attackers-own-row";

  /**
   * One of the two databases.
   *
   * @param name the name that clients know
   * @param inside what sqld calls it, where that is known; else the name once more
   * @param token a token that may read and write
   */
  public record Tenant(String name, String inside, String token) {
    /** A tenant of which nothing is known but what clients know. */
    public Tenant(String name, String token) {
      this(name, name, token);
    }

    private Tenant unmasked() {
      return new Tenant(inside, token);
    }
  }

  /** A range that believes the certificates that the JDK believes. */
  public Range(URI url, Tenant attacker, String readOnlyToken, Tenant victim) {
    this(url, usualTrust(), attacker, readOnlyToken, victim);
  }

  private static SSLContext usualTrust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /** The same, where these certificates are believed. */
  public Range believing(SSLContext certificates) {
    return new Range(url, certificates, attacker, readOnlyToken, victim);
  }

  String token() {
    return attacker.token();
  }

  String victimToken() {
    return victim.token();
  }

  /** The range with the names that clients know, and where they are known with sqld's own. */
  List<Range> guises() {
    return victim.name().equals(victim.inside())
        ? List.of(this)
        : List.of(this, new Range(url, tls, attacker.unmasked(), readOnlyToken, victim.unmasked()));
  }
}
