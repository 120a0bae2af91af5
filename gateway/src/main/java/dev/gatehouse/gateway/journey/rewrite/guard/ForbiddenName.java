package dev.gatehouse.gateway.journey.rewrite.guard;

import java.nio.charset.StandardCharsets;

/** A name in sqld that reaches beyond the caller's own database. */
enum ForbiddenName {
  READFILE("readfile", Role.FUNCTION),
  WRITEFILE("writefile", Role.FUNCTION),
  LSMODE("lsmode", Role.FUNCTION),
  FSDIR("fsdir", Role.TABLE),
  DBPAGE("sqlite_dbpage", Role.TABLE),
  LOAD_EXTENSION("load_extension", Role.FUNCTION),
  /** Runs the SQL text that it is given. */
  SHA3_QUERY("sha3_query", Role.FUNCTION),
  FTS3_TOKENIZER("fts3_tokenizer", Role.FUNCTION),
  CRYPT("sqlite_crypt", Role.FUNCTION),
  LOG("sqlite_log", Role.FUNCTION),
  CIPHER("sqlite3mc_", Role.FUNCTION_PREFIX),
  DATABASE_NAME("libsql_server_database_name", Role.FUNCTION),
  PRAGMA_DATABASE_LIST("pragma_database_list", Role.TABLE),

  DATABASE_LIST("database_list", Role.PRAGMA),
  WRITABLE_SCHEMA("writable_schema", Role.PRAGMA),
  HARD_HEAP_LIMIT("hard_heap_limit", Role.PRAGMA),
  SOFT_HEAP_LIMIT("soft_heap_limit", Role.PRAGMA),
  TEMP_STORE_DIRECTORY("temp_store_directory", Role.PRAGMA),
  DATA_STORE_DIRECTORY("data_store_directory", Role.PRAGMA),
  LOCK_PROXY_FILE("lock_proxy_file", Role.PRAGMA),
  KEY("key", Role.PRAGMA),
  REKEY("rekey", Role.PRAGMA),
  HEXKEY("hexkey", Role.PRAGMA),
  HEXREKEY("hexrekey", Role.PRAGMA),
  TEXTKEY("textkey", Role.PRAGMA),
  TEXTREKEY("textrekey", Role.PRAGMA);

  /** What a name stands for, hence where it does harm. */
  enum Role {
    FUNCTION,
    FUNCTION_PREFIX,
    TABLE,
    PRAGMA
  }

  private static final ForbiddenName[] ALL = values();

  @SuppressWarnings("Immutable") // never written to
  private final byte[] name;

  private final Role role;

  ForbiddenName(String name, Role role) {
    this.name = name.getBytes(StandardCharsets.US_ASCII);
    this.role = role;
  }

  byte[] bytes() {
    return name.clone();
  }

  Role role() {
    return role;
  }

  /** Whether this is the name, or begins it where only a prefix is forbidden. */
  private boolean names(byte[] sql, int from, int to) {
    int length = to - from;
    boolean fits = role == Role.FUNCTION_PREFIX ? length >= name.length : length == name.length;
    return fits && Ascii.startsWith(sql, from, to, name);
  }

  static boolean isFunction(byte[] sql, int from, int to) {
    return isOne(sql, from, to, Role.FUNCTION) || isOne(sql, from, to, Role.FUNCTION_PREFIX);
  }

  static boolean isTable(byte[] sql, int from, int to) {
    return isOne(sql, from, to, Role.TABLE);
  }

  static boolean isPragma(byte[] sql, int from, int to) {
    return isOne(sql, from, to, Role.PRAGMA);
  }

  private static boolean isOne(byte[] sql, int from, int to, Role role) {
    for (ForbiddenName each : ALL) {
      if (each.role == role && each.names(sql, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a function or table of these names stands anywhere here as a word of its own. */
  static boolean isWordIn(byte[] sql, int from, int to) {
    int at = from;
    while (at < to) {
      if (!Ascii.isIdentifierPart(sql[at])) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < to && Ascii.isIdentifierPart(sql[end])) {
        end++;
      }
      if (isFunction(sql, at, end) || isTable(sql, at, end)) {
        return true;
      }
      at = end;
    }
    return false;
  }
}
