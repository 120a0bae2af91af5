package dev.gatehouse.admin.token;

import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.tenancy.token.SealingKey;
import java.time.Duration;
import java.time.InstantSource;

/** A mint over a registry, for tests. */
public final class MintStand {
  private static final SealingKey MASTER =
      SealingKey.of("the master key of every test, of 32 bytes");

  private MintStand() {}

  public static Tokens tokens(Registry file, InstantSource clock) {
    try {
      var ledger = new TokenLedger(file.tokens(), clock);
      var keys = new SigningKeys(file.signingKeys(), MASTER, clock);
      return new Tokens(
          new TokenMint(keys, ledger, "gatehouse", Duration.ofDays(30), clock), ledger, keys);
    } catch (SealedOtherwiseException e) {
      throw new IllegalStateException(e);
    }
  }
}
