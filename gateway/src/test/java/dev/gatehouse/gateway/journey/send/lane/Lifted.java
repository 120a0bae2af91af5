package dev.gatehouse.gateway.journey.send.lane;

import io.netty.buffer.ByteBuf;

/** What lanes would do without their rules. */
final class Lifted {
  private Lifted() {}

  static boolean equalsInAllButNamespace(LaneRack.Key key, Object other) {
    return other instanceof LaneRack.Key that
        && key.node().equals(that.node())
        && key.access() == that.access();
  }

  static boolean equalsInAllButAccess(LaneRack.Key key, Object other) {
    return other instanceof LaneRack.Key that
        && key.node().equals(that.node())
        && key.id().equals(that.id());
  }

  static int hashOfNode(LaneRack.Key key) {
    return key.node().hashCode();
  }

  /** Takes every answer for the one that is hoped for. */
  static boolean saysAnything(LaneMessage message, ByteBuf bytes, byte[] text) {
    return true;
  }

  /** Asks something that changes nothing instead. */
  static void asksOnly(ByteBuf out, int id, int stream, boolean first) {
    LaneFrames.autocommit(out, id, stream);
  }
}
