package dev.gatehouse.admin.schema;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * One step of a schema.
 *
 * @param version its place in the order
 * @param name what its file is called
 * @param sql what it runs
 */
public record Migration(int version, String name, String sql) {

  /** A digest of the text in which the kind of line ends does not count. */
  public String checksum() {
    try {
      byte[] text = sql.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
