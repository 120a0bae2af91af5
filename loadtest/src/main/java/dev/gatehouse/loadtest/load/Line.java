package dev.gatehouse.loadtest.load;

import io.netty.channel.Channel;

/** One connection of a client, on which it asks one thing at a time. */
interface Line {
  /** Told what becomes of a line and of what is asked on it, on its event loop. */
  interface Owner {
    void onOpen(Line line);

    /** The answer came; an empty kind is a good one. */
    void onAnswer(Line line, String errorKind);

    /** Nothing can be asked any more; where something was, it has no answer. */
    void onEnd(Line line, String why);
  }

  void ask(byte[] ask);

  Channel channel();
}
