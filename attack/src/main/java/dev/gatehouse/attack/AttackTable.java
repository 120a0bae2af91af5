package dev.gatehouse.attack;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All attacks, and what must stand in the two databases before they run. */
public final class AttackTable {
  private AttackTable() {}

  /** Every attack over every carrier that can carry it. */
  public static List<Attack> all() {
    return Stream.of(
            SelectorAttacks.all(),
            RouteAttacks.all(),
            TokenAttacks.all(),
            HandleAttacks.all(),
            ReplicationAttacks.all(),
            SqlAttacks.all(),
            ReadOnlyAttacks.all(),
            GrpcAttacks.all(),
            FramingAttacks.all(),
            LeakAttacks.all(),
            SessionAttacks.all(),
            ProcessAttacks.all())
        .flatMap(attacks -> attacks)
        .toList();
  }

  /**
   * More attacks, for whoever can sign as an issuer: good signatures over claims that name no
   * namespace, or two.
   */
  public static List<Attack> signedBy(UnaryOperator<String> issuer) {
    return TokenAttacks.signed(issuer).toList();
  }

  /** Plants the victim's secret and the attacker's own row. */
  public static void plant(Range range) throws IOException {
    plant(range, range.victim(), Range.SECRET);
    plant(range, range.attacker(), Range.OWN);
  }

  static void plant(Range range, Range.Tenant tenant, String row) throws IOException {
    HttpCarrier.SEQUENCE.send(
        range,
        tenant.token(),
        "create table if not exists attack (a); delete from attack; insert into attack values ('"
            + row
            + "')");
    String seen = HttpCarrier.PIPELINE_V3.send(range, tenant.token(), "select a from attack");
    if (!seen.contains(row)) {
      throw new IOException("the range could not be prepared: " + seen);
    }
  }

  /** Whether the victim's database still holds what was planted, and nothing else. */
  public static boolean isUntouched(Range range) throws IOException {
    String seen =
        HttpCarrier.PIPELINE_V3.send(
            range, range.victimToken(), "select count(*) || ':' || max(a) from attack");
    return seen.contains("1:" + Range.SECRET);
  }
}
