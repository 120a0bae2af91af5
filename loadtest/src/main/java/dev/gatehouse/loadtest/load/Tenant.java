package dev.gatehouse.loadtest.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One client, or many that need not be told apart.
 *
 * @param name what reports call it; once in a load
 * @param carrier over what it asks
 * @param pace how often
 * @param connectionsMax how many connections it opens at most
 * @param asks what it asks next, see {@link Asks}
 */
public record Tenant(
    String name, Carrier carrier, Pace pace, int connectionsMax, Supplier<byte[]> asks) {
  private static final int CONNECTIONS_MAX = 32;

  /** One that asks the same over HTTP at a rate. */
  public static Tenant atRate(String name, double perSecond, byte[] ask) {
    return atRate(name, perSecond, () -> ask);
  }

  /** One for each name, that reads the same at a rate, every other one over a session. */
  public static List<Tenant> readers(
      List<String> names, UnaryOperator<String> tokenOf, double perSecond, String sql) {
    List<Tenant> readers = new ArrayList<>();
    for (String name : names) {
      String token = tokenOf.apply(name);
      readers.add(
          readers.size() % 2 == 0
              ? atRate(name, perSecond, Asks.pipeline(token, sql))
              : atRate(name, perSecond, Asks.execute(sql)).overSessions(token));
    }
    return readers;
  }

  /** One that asks over HTTP at a rate. */
  public static Tenant atRate(String name, double perSecond, Supplier<byte[]> asks) {
    return new Tenant(name, new Carrier.Http(), new Pace.Open(perSecond), CONNECTIONS_MAX, asks);
  }

  /** One that asks the same on so many connections, as fast as it is answered. */
  public static Tenant asFastAsItCan(String name, int connections, byte[] ask) {
    return new Tenant(
        name, new Carrier.Http(), new Pace.Closed(connections), connections, () -> ask);
  }

  /** The same over sessions; what it asks must be messages of sessions. */
  public Tenant overSessions(String token) {
    return new Tenant(name, new Carrier.Socket(token), pace, connectionsMax, asks);
  }

  public Tenant withConnectionsMax(int most) {
    return new Tenant(name, carrier, pace, most, asks);
  }
}
