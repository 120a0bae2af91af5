package dev.gatehouse.loadtest.gatling;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who comes next, the same in every run with the same seed. */
final class Feeders {
  private Feeders() {}

  /** One after the other, again and again. */
  static Supplier<Iterator<Map<String, Object>>> inTurn(List<Account> accounts) {
    return () ->
        Stream.iterate(0, i -> (i + 1) % accounts.size())
            .map(i -> accounts.get(i).part())
            .iterator();
  }

  /**
   * By Zipf's law: the account of rank {@code n} comes in proportion to {@code n ^ -exponent}.
   * {@code rank} tells a user the rank, from 0.
   */
  static Supplier<Iterator<Map<String, Object>>> byZipf(
      List<Account> accounts, double exponent, long seed) {
    double[] shares = shares(accounts.size(), exponent);
    return () -> {
      var random = new Random(seed);
      return Stream.generate(
              () -> {
                int rank = rank(shares, random.nextDouble());
                Account account = accounts.get(rank);
                return Map.<String, Object>of(
                    Account.LABEL, account.label(), Account.TOKEN, account.token(), "rank", rank);
              })
          .iterator();
    };
  }

  /** For each rank, how much falls to it and those before it. */
  static double[] shares(int ranks, double exponent) {
    double[] shares =
        IntStream.rangeClosed(1, ranks).mapToDouble(n -> Math.pow(n, -exponent)).toArray();
    Arrays.parallelPrefix(shares, Double::sum);
    double all = shares[ranks - 1];
    return Arrays.stream(shares).map(share -> share / all).toArray();
  }

  private static int rank(double[] shares, double drawn) {
    int found = Arrays.binarySearch(shares, drawn);
    return Math.min(found >= 0 ? found + 1 : -found - 1, shares.length - 1);
  }
}
