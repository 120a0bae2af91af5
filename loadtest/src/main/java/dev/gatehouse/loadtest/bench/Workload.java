package dev.gatehouse.loadtest.bench;

import java.util.List;

/** What clients ask: one row by its key, in a pipeline that leaves nothing open. */
final class Workload {
  static final String PATH = "/v2/pipeline";

  /** As {@code @libsql/client} writes {@code execute({ sql, args })}. */
  static final String BODY =
      """
      {"requests":[{"type":"execute","stmt":{\
      "sql":"SELECT id, title, author FROM books WHERE id = ?",\
      "args":[{"type":"integer","value":"42"}],"named_args":[],"want_rows":true}},\
      {"type":"close"}]}""";

  /** What sqld answers to it. */
  static final String ANSWER =
      """
      {"baton":null,"base_url":null,"results":[{"type":"ok","response":{"type":"execute",\
      "result":{"cols":[{"name":"id","decltype":"INTEGER"},{"name":"title","decltype":"TEXT"},\
      {"name":"author","decltype":"TEXT"}],"rows":[[{"type":"integer","value":"42"},\
      {"type":"text","value":"Title of book 42"},{"type":"text","value":"Author 2"}]],\
      "affected_row_count":0,"last_insert_rowid":null,"replication_index":"1","rows_read":1,\
      "rows_written":0,"query_duration_ms":0.021}}},{"type":"ok","response":{"type":"close"}}]}""";

  /** What a database holds. */
  static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, author TEXT)",
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
              + " INSERT INTO books SELECT i, 'Title of book ' || i, 'Author ' || (i % 10) FROM n");

  private Workload() {}
}
