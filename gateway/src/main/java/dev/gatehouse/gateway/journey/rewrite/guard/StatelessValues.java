package dev.gatehouse.gateway.journey.rewrite.guard;

import static dev.gatehouse.gateway.journey.rewrite.guard.StatelessWalk.demand;
import static dev.gatehouse.gateway.journey.rewrite.guard.StatelessWalk.unfit;

/** The values and conditions of a pipeline, in the forms that sqld surely takes. */
final class StatelessValues {
  /** Any number of so many digits fits 64 bits. */
  private static final int DIGITS_MAX = 18;

  private static final int FLOAT_BYTES_MAX = 32;
  private static final int CONDITION_DEPTH_MAX = 8;
  private static final int SEXTET = 6;

  private final JsonCursor json;

  StatelessValues(JsonCursor json) {
    this.json = json;
  }

  void list() throws UnreadableException {
    for (boolean more = json.enter('[', ']'); more; more = json.another(']')) {
      value();
    }
  }

  void namedList() throws UnreadableException {
    for (boolean more = json.enter('[', ']'); more; more = json.another(']')) {
      int seen = 0;
      for (boolean next = json.enter('{', '}'); next; next = json.another('}')) {
        JsonField field = json.key();
        seen = field.addTo(seen);
        switch (field) {
          case NAME -> json.string();
          case VALUE -> value();
          default -> throw unfit();
        }
      }
      demand(JsonField.NAME.isIn(seen) && JsonField.VALUE.isIn(seen));
    }
  }

  void truth() throws UnreadableException {
    byte first = json.peek();
    demand(first == 't' || first == 'f' || first == 'n');
    json.skip();
  }

  private void value() throws UnreadableException {
    demand(json.enter('{', '}') && json.key() == JsonField.TYPE);
    json.string();
    if (json.textIs("null")) {
      demand(!json.another('}'));
      return;
    }
    boolean integer = json.textIs("integer");
    boolean isFloat = json.textIs("float");
    boolean blob = json.textIs("blob");
    demand(integer || isFloat || blob || json.textIs("text"));
    demand(json.another('}') && json.key() == (blob ? JsonField.BASE64 : JsonField.VALUE));
    if (isFloat) {
      number();
    } else {
      json.string();
      demand(!integer || isInteger());
      demand(!blob || isBase64());
    }
    demand(!json.another('}'));
  }

  private void number() throws UnreadableException {
    byte first = json.peek();
    demand(first == '-' || Ascii.isDigit(first));
    int from = json.position();
    json.skip();
    demand(json.position() - from <= FLOAT_BYTES_MAX);
    int exponent = -1;
    for (int i = from; i < json.position(); i++) {
      exponent = (json.at(i) | 0x20) == 'e' ? i : exponent;
    }
    // Three digits with a sign at most: all of these exponents of such short numbers are finite.
    demand(exponent < 0 || (json.position() - exponent <= 4 && isSmall(exponent)));
  }

  private boolean isSmall(int exponent) {
    int digits = 0;
    for (int i = exponent + 1; i < json.position(); i++) {
      digits += Ascii.isDigit(json.at(i)) ? 1 : 0;
    }
    return digits <= 2;
  }

  private boolean isInteger() {
    byte[] text = json.text();
    int from = json.textFrom();
    from += from < json.textTo() && text[from] == '-' ? 1 : 0;
    int digits = json.textTo() - from;
    boolean fits = digits > 0 && digits <= DIGITS_MAX;
    for (int i = from; i < json.textTo() && fits; i++) {
      fits = Ascii.isDigit(text[i]);
    }
    return fits;
  }

  private boolean isBase64() {
    byte[] text = json.text();
    int to = json.textTo();
    int padded = to;
    while (to > json.textFrom() && padded - to < 2 && text[to - 1] == '=') {
      to--;
    }
    int length = to - json.textFrom();
    boolean padding = padded > to;
    if (length % 4 == 1 || (padding && (padded - json.textFrom()) % 4 != 0)) {
      return false;
    }
    int last = 0;
    for (int i = json.textFrom(); i < to; i++) {
      last = sextet(text[i]);
      if (last < 0) {
        return false;
      }
    }
    int unused = (length * SEXTET) % 8;
    return (last & ((1 << unused) - 1)) == 0;
  }

  private static int sextet(byte b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    }
    if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    }
    if (b >= '0' && b <= '9') {
      return b - '0' + 52;
    }
    return b == '+' ? 62 : b == '/' ? 63 : -1;
  }

  /** A condition that looks back to earlier steps only. */
  void condition(int step, boolean isThirdVersion, int depth) throws UnreadableException {
    demand(depth < CONDITION_DEPTH_MAX);
    demand(json.enter('{', '}') && json.key() == JsonField.TYPE);
    json.string();
    if (json.textIs("is_autocommit")) {
      demand(isThirdVersion);
    } else if (json.textIs("ok") || json.textIs("error")) {
      demand(json.another('}') && json.key() == JsonField.STEP);
      int earlier = json.integer();
      demand(earlier >= 0 && earlier < step);
    } else if (json.textIs("not")) {
      demand(json.another('}') && json.key() == JsonField.COND);
      condition(step, isThirdVersion, depth + 1);
    } else {
      demand(json.textIs("and") || json.textIs("or"));
      demand(json.another('}') && json.key() == JsonField.CONDS);
      for (boolean more = json.enter('[', ']'); more; more = json.another(']')) {
        condition(step, isThirdVersion, depth + 1);
      }
    }
    demand(!json.another('}'));
  }
}
