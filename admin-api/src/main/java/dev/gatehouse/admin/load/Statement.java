package dev.gatehouse.admin.load;

/**
 * One statement of a text.
 *
 * @param sql the statement without the semicolon that ends it
 * @param number its position, counted from 1
 * @param line where it begins, counted from 1
 */
public record Statement(String sql, long number, long line) {}
