package dev.gatehouse.sqld;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement gave.
 *
 * @param columns the names of the columns
 * @param rows the rows, each with one value per column: null, Long, Double, String or byte[]
 * @param changedRows how many rows the statement changed
 */
public record SqlResult(
    List<String> columns, List<List<@Nullable Object>> rows, long changedRows) {}
