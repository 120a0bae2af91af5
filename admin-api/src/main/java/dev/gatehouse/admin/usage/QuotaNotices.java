package dev.gatehouse.admin.usage;

/** Where it is told that a quota is used up, or nearly. */
public interface QuotaNotices {

  /** Whether anybody wants to know. */
  boolean isWanted();

  /** Tells it, later and in vain if need be. */
  void send(QuotaNotice notice);

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
