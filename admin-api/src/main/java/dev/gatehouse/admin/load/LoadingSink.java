package dev.gatehouse.admin.load;

import dev.gatehouse.admin.load.SqlText.RawText;
import dev.gatehouse.sqld.SqlStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends the content of a database to sqld. */
final class LoadingSink implements ContentSink {
  private final Loading loading;
  private long number;

  LoadingSink(Loading loading) {
    this.loading = loading;
  }

  @Override
  public void statement(String sql) throws IOException, LoadException {
    number++;
    loading.add(new Statement(sql, number, 0));
  }

  @Override
  public void row(String table, List<String> columns, List<@Nullable Object> values)
      throws IOException, LoadException {
    number++;
    var places = new StringBuilder();
    var arguments = new ArrayList<@Nullable Object>();
    for (@Nullable Object value : values) {
      places.append(places.isEmpty() ? "" : ", ").append(place(value, arguments));
    }
    String names = columns.stream().map(SqlText::name).collect(Collectors.joining(", "));
    String sql = "INSERT INTO %s (%s) VALUES (%s)".formatted(SqlText.name(table), names, places);
    loading.addOwn(new SqlStatement(sql, arguments), new Statement("", number, 0));
  }

  private static String place(@Nullable Object value, List<@Nullable Object> arguments) {
    return switch (value) {
      case Double d when d.isInfinite() -> SqlText.number(d);
      case RawText(var bytes) -> {
        arguments.add(bytes);
        yield "CAST(? AS TEXT)";
      }
      case null, default -> {
        arguments.add(value);
        yield "?";
      }
    };
  }
}
