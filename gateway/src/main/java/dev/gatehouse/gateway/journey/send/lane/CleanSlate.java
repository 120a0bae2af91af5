package dev.gatehouse.gateway.journey.send.lane;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What makes a connection that changed rows one that never did: the id of the last row and the
 * count of changes are zero again, and SQLite looks whether the tables are those that it knows.
 *
 * <p>A row of id 0 in a table of the connection's own does that; no transaction of the database
 * begins. sqld knows temporary tables by the bare name of their schema alone. The table's name
 * cannot be guessed, as it would come before one of the same name in the database.
 */
final class CleanSlate {
  private static final String TABLE = "gatehouse_" + unguessable();

  /** What runs before each pipeline but the first. */
  static final String AGAIN =
      "insert or replace into temp.%1$s values (0);delete from temp.%1$s where 0;".formatted(TABLE)
          + "select 1 from sqlite_schema limit 0";

  /** The same on a new connection: there it only shows that sqld does it. */
  static final String FIRST =
      "create table if not exists \\\"temp\\\".%s(a integer primary key);".formatted(TABLE) + AGAIN;

  private CleanSlate() {}

  private static String unguessable() {
    var bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
