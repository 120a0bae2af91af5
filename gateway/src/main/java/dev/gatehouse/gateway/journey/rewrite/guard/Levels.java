package dev.gatehouse.gateway.journey.rewrite.guard;

import java.util.Arrays;

/**
 * The nesting of parentheses: for each open level whether names there are tables to read, and how
 * deep the expressions in it are.
 */
final class Levels {
  private static final byte SOURCE = 1;
  private static final byte JOIN_CONDITION = 2;

  private byte[] states = new byte[16];
  private int[] depths = new int[16];
  private int[] deepest = new int[16];
  private int top;

  /** Whether a name after a comma or an opening parenthesis here is a table to read. */
  boolean isSource() {
    return states[top] == SOURCE;
  }

  /** Opens a level, one of tables where a table could stand in the place of the parenthesis. */
  void open(boolean inTablePlace) {
    byte state = inTablePlace && isSource() ? SOURCE : 0;
    top++;
    if (top == states.length) {
      states = Arrays.copyOf(states, 2 * top);
      depths = Arrays.copyOf(depths, 2 * top);
      deepest = Arrays.copyOf(deepest, 2 * top);
    }
    states[top] = state;
    depths[top] = 0;
    deepest[top] = 0;
  }

  void close() {
    if (top > 0) {
      int inner = Math.max(depths[top], deepest[top]);
      top--;
      depths[top] = Math.max(depths[top], inner + 1);
    }
  }

  void comma() {
    endExpression();
    if (states[top] == JOIN_CONDITION) {
      states[top] = SOURCE;
    }
  }

  void tables() {
    states[top] = SOURCE;
  }

  void joinCondition() {
    if (states[top] == SOURCE) {
      states[top] = JOIN_CONDITION;
    }
  }

  void clause() {
    endExpression();
    states[top] = 0;
  }

  private void endExpression() {
    deepest[top] = Math.max(deepest[top], depths[top]);
    depths[top] = 0;
  }

  /** Counts an operator and says how deep its expression now is. */
  int operator() {
    return ++depths[top];
  }

  void statement() {
    top = 0;
    states[0] = 0;
    depths[0] = 0;
    deepest[0] = 0;
  }
}
