package dev.gatehouse.admin.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what a dump says to a {@link ContentSum}. */
final class Summing {
  private static final HexFormat HEX = HexFormat.of();

  private final List<byte[]> statements = new ArrayList<>();
  private final Map<String, Table> tables = new LinkedHashMap<>();

  private static final class Table {
    private final MessageDigest digest = sha256();
    private long count;

    ContentSum.Rows rows() {
      return new ContentSum.Rows(count, HEX.formatHex(digest.digest()));
    }
  }

  void statement(String sql) {
    statements.add(sha256().digest(sql.getBytes(StandardCharsets.UTF_8)));
  }

  void row(String table, String sql) {
    Table rows = tables.computeIfAbsent(table, _ -> new Table());
    rows.digest.update(sql.getBytes(StandardCharsets.UTF_8));
    rows.count++;
  }

  ContentSum sum() {
    MessageDigest schema = sha256();
    statements.sort(Arrays::compare);
    statements.forEach(schema::update);
    var sums = new TreeMap<String, ContentSum.Rows>();
    tables.forEach((name, table) -> sums.put(name, table.rows()));
    return new ContentSum(HEX.formatHex(schema.digest()), sums);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
