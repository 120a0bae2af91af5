package dev.gatehouse.admin.registry;

import java.util.OptionalLong;

/**
 * One of sqld's sums held against what its answers said: the difference is what sqld did without
 * saying so.
 *
 * <p>An answer may be counted before or after the sum that has it in is seen. So a difference
 * counts only as far as the next look sees it again; what counts once counts for good.
 *
 * @param counted what answers said in all
 * @param base the sum at which the counting began, where it is known
 * @param last the sum as it was seen last
 * @param candidate the difference as it was seen last
 * @param extra the difference that counts
 */
public record Reckoning(long counted, OptionalLong base, long last, long candidate, long extra) {

  /**
   * The same when the sum has become this. One that shrank has lost what it had seen last.
   *
   * @param pending what answers said that is not counted yet
   */
  public Reckoning seen(long sum, long pending) {
    long said = counted + pending;
    long start = base.orElse(sum - said) - Math.max(0, last - sum);
    long difference = Math.max(0, sum - start - said);
    long confirmed = Math.max(extra, Math.min(candidate, difference));
    return new Reckoning(counted, OptionalLong.of(start), sum, difference, confirmed);
  }

  /** Whether there is nothing that another look could confirm. */
  public boolean isSettled() {
    return candidate <= extra;
  }
}
