package dev.gatehouse.gateway.mutation;

import java.util.List;

/** A gateway whose lanes keep something apart no longer, and which trial must tell. */
enum LaneMutant {
  NAMESPACE_NOT_IN_KEY(
      LaneTrials.NAMESPACE,
      new Lift("journey.send.lane.LaneRack$Key", "equals", "equalsInAllButNamespace"),
      new Lift("journey.send.lane.LaneRack$Key", "hashCode", "hashOfNode")),
  ACCESS_NOT_IN_KEY(
      LaneTrials.ACCESS,
      new Lift("journey.send.lane.LaneRack$Key", "equals", "equalsInAllButAccess"),
      new Lift("journey.send.lane.LaneRack$Key", "hashCode", "hashOfNode")),
  CLEANLINESS_UNPROVEN(
      LaneTrials.TRANSACTION, new Lift("journey.send.lane.LaneMessage", "says", "saysAnything")),
  STREAMS_NOT_RENEWED(
      LaneTrials.LAST_ROW, new Lift("journey.send.lane.LaneFrames", "renew", "asksOnly"));

  private final String trial;
  private final List<Lift> lifts;

  LaneMutant(String trial, Lift... lifts) {
    this.trial = trial;
    this.lifts = List.of(lifts);
  }

  /** The trial that must notice. */
  String trial() {
    return trial;
  }

  List<Lift> lifts() {
    return lifts;
  }
}
