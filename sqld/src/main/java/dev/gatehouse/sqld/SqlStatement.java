package dev.gatehouse.sqld;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement with what stands for its question marks.
 *
 * @param sql the text
 * @param arguments the values in order, each null, Long, Double (finite), String or byte[]
 */
public record SqlStatement(String sql, List<@Nullable Object> arguments) {

  /** A statement without question marks. */
  public SqlStatement(String sql) {
    this(sql, Collections.emptyList());
  }
}
