package dev.gatehouse.tenancy;

import java.util.Optional;

/** Where the data plane says what tenants use. Safe for many threads, and nothing here blocks. */
public interface UsageMeter {

  /** Adds to what a tenant has used in this month. */
  void count(TenantRecord tenant, Usage usage);

  /**
   * How much a tenant has used of each quota that is nearly used up, such as {@code rows-read=81%};
   * nothing while there is plenty.
   */
  Optional<String> warningTo(TenantRecord tenant);

  /** How the counting goes. */
  Health health();

  /**
   * How the counting goes.
   *
   * @param failures how often usage could not be written down
   * @param noReads namespaces whose reads are blocked for their quota
   * @param noWrites namespaces whose writes are
   */
  record Health(long failures, long noReads, long noWrites) {
    /** All is well. */
    public static final Health GOOD = new Health(0, 0, 0);
  }

  /** How the notices of quotas go. */
  default Notices notices() {
    return Notices.NONE;
  }

  /**
   * What became of notices.
   *
   * @param taken those that somebody took
   * @param lost those that nobody took
   */
  record Notices(long taken, long lost) {
    /** There were none. */
    public static final Notices NONE = new Notices(0, 0);
  }

  /** Nothing is counted. */
  static UsageMeter none() {
    return new UsageMeter() {
      @Override
      public void count(TenantRecord tenant, Usage usage) {}

      @Override
      public Optional<String> warningTo(TenantRecord tenant) {
        return Optional.empty();
      }

      @Override
      public Health health() {
        return Health.GOOD;
      }
    };
  }
}
