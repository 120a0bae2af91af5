package dev.gatehouse.admin.usage;

import dev.gatehouse.tenancy.UsageMeter;

/** Where it is told that a quota is used up, or nearly. */
public interface QuotaNotices {

  /** Whether anybody wants to know. */
  boolean isWanted();

  /** Tells it, later and in vain if need be. */
  void send(QuotaNotice notice);

  /** What became of those so far. */
  default UsageMeter.Notices counts() {
    return UsageMeter.Notices.NONE;
  }

  /** Nobody wants to know. */
  static QuotaNotices none() {
    return new QuotaNotices() {
      @Override
      public boolean isWanted() {
        return false;
      }

      @Override
      public void send(QuotaNotice notice) {}
    };
  }
}
