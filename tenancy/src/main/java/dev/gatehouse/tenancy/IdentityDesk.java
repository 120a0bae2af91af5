package dev.gatehouse.tenancy;

import java.util.List;
import java.util.Optional;

/** What the public identity endpoints ask of the control plane. */
public interface IdentityDesk {

  /** The keys of Gatehouse's own tokens as a JWK set; answers at once, from memory. */
  String keySet();

  /**
   * Gives a token of Gatehouse's own for a login token, with what a client needs to connect, as
   * JSON; nothing where the login token was taken back meanwhile. May block.
   */
  Optional<String> exchange(Login login);

  /** Hears what Supabase tells of its users; may block. */
  Heard hearSupabase(Headers headers, byte[] body);

  /**
   * A verified login token.
   *
   * @param namespace the database that it opens
   * @param access what it may do there
   * @param tokenId its own id, or empty
   * @param issuedAtSeconds when it was made, or 0
   * @param origin where the client reached Gatehouse, such as {@code https://db.example}
   */
  record Login(
      Namespace namespace,
      Access access,
      String tokenId,
      long issuedAtSeconds,
      Optional<String> origin) {}

  /** The headers of a request. */
  interface Headers {
    /** All values of that name. */
    List<String> all(String name);
  }

  /** What became of a message. */
  enum Heard {
    /** What it tells is done, now or before. */
    DONE,
    /** Nobody expects such messages. */
    UNEXPECTED,
    /** It does not prove who sent it. */
    UNVERIFIED,
    /** It is genuine and says nothing that can be understood. */
    MALFORMED,
    /** It could not be done now; it may be sent again. */
    FAILED
  }
}
