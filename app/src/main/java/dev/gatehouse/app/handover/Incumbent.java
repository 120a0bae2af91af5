package dev.gatehouse.app.handover;

import dev.gatehouse.sqld.RunningSqld;
import java.util.List;
import java.util.Optional;

/** The process whose place another one may take. */
public interface Incumbent {
  /** What the other one gets. */
  Estate estate();

  ListeningSockets sockets();

  /** What the two tell each other. */
  Changes changes();

  /** The command that starts a successor. */
  List<String> successor();

  /** Lets go of all that the other one has by now; what is under way goes on. */
  Optional<RunningSqld> letGo();

  /** Ends this process when what is under way has ended; returns before that. */
  void leave();
}
