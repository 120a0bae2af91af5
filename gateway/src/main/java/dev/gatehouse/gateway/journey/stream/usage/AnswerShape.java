package dev.gatehouse.gateway.journey.stream.usage;

import org.jspecify.annotations.Nullable;

/** A protobuf message of an answer: which of its fields hold figures, or messages that do. */
final class AnswerShape {
  private static final int NUMBER_MAX = 15;

  /** Field 6 is the rows read, field 7 the rows written. */
  static final AnswerShape STATEMENT = new AnswerShape(Role.STATEMENT);

  /** Field 2 is a text that names the reason. */
  static final AnswerShape ERROR = new AnswerShape(Role.ERROR);

  private static final AnswerShape UNTOLD = new AnswerShape(Role.UNTOLD);
  private static final AnswerShape EXECUTE = new AnswerShape(Role.OTHER).with(1, STATEMENT);
  private static final AnswerShape BATCH =
      new AnswerShape(Role.OTHER)
          .with(
              1,
              new AnswerShape(Role.OTHER)
                  .with(1, new AnswerShape(Role.OTHER).with(2, STATEMENT))
                  .with(2, new AnswerShape(Role.OTHER).with(2, ERROR)));

  /** The answer to a pipeline. */
  static final AnswerShape PIPELINE =
      new AnswerShape(Role.OTHER)
          .with(
              3,
              new AnswerShape(Role.OTHER)
                  .with(
                      1,
                      new AnswerShape(Role.OTHER).with(2, EXECUTE).with(3, BATCH).with(4, UNTOLD))
                  .with(2, ERROR));

  /** A message that sqld sends over a WebSocket. */
  static final AnswerShape SERVER_MESSAGE =
      new AnswerShape(Role.OTHER)
          .with(
              3,
              new AnswerShape(Role.OTHER)
                  .with(4, EXECUTE)
                  .with(5, BATCH)
                  .with(8, UNTOLD)
                  .with(9, UNTOLD))
          .with(4, new AnswerShape(Role.OTHER).with(2, ERROR));

  /** What the end of a message of this shape means. */
  enum Role {
    STATEMENT,
    ERROR,
    UNTOLD,
    OTHER
  }

  private final Role role;
  private final @Nullable AnswerShape[] fields = new AnswerShape[NUMBER_MAX + 1];

  private AnswerShape(Role role) {
    this.role = role;
  }

  private AnswerShape with(int number, AnswerShape message) {
    fields[number] = message;
    return this;
  }

  Role role() {
    return role;
  }

  /** The message in this field; null where nothing in it matters. */
  @Nullable AnswerShape field(long number) {
    return number <= NUMBER_MAX ? fields[(int) number] : null;
  }
}
