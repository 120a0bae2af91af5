package dev.gatehouse.sqld;

/** Hears of every change of a supervised sqld, on the supervisor's thread. */
@FunctionalInterface
public interface SqldListener {
  void onState(SqldState state);
}
