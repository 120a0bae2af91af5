package dev.gatehouse.gateway.exchange;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Which trace an exchange is part of, as W3C Trace Context has it.
 *
 * @param high the first half of the trace id
 * @param low its second half; both together are never 0
 * @param parent the caller's span; 0 where the trace begins here
 * @param state what the caller's tracing system wants passed on with the trace, if anything
 */
public record TraceContext(long high, long low, long parent, String state) {
  /** The header in which a client finds the trace id of its request. */
  public static final AsciiString ANSWERED_IN = AsciiString.cached("x-request-id");

  private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
  private static final AsciiString TRACESTATE = AsciiString.cached("tracestate");
  private static final HexFormat HEX = HexFormat.of();

  private static final int TRACE_FROM = 3;
  private static final int TRACE_MIDDLE = TRACE_FROM + 16;
  private static final int TRACE_TO = TRACE_MIDDLE + 16;
  private static final int SPAN_FROM = TRACE_TO + 1;
  private static final int SPAN_TO = SPAN_FROM + 16;
  private static final int FLAGS_FROM = SPAN_TO + 1;
  private static final int LENGTH = FLAGS_FROM + 2;
  private static final int FUTURE_LENGTH_MAX = 256;
  private static final int STATE_LENGTH_MAX = 512;

  /** A trace that begins here. */
  public static TraceContext fresh() {
    var random = ThreadLocalRandom.current();
    // Never 0, which means no trace.
    return new TraceContext(random.nextLong(), random.nextLong() | 1, 0, "");
  }

  /** The trace that a request belongs to; what is not exactly as the standard has it is ignored. */
  public static TraceContext of(HttpHeaders request) {
    String parent = request.get(TRACEPARENT);
    if (parent == null || !isWellFormed(parent) || request.getAll(TRACEPARENT).size() > 1) {
      return fresh();
    }
    long high = HexFormat.fromHexDigitsToLong(parent, TRACE_FROM, TRACE_MIDDLE);
    long low = HexFormat.fromHexDigitsToLong(parent, TRACE_MIDDLE, TRACE_TO);
    long span = HexFormat.fromHexDigitsToLong(parent, SPAN_FROM, SPAN_TO);
    if ((high == 0 && low == 0) || span == 0) {
      return fresh();
    }
    return new TraceContext(high, low, span, stateOf(request.getAll(TRACESTATE)));
  }

  private static boolean isWellFormed(String parent) {
    if (parent.length() < LENGTH
        || parent.length() > FUTURE_LENGTH_MAX
        || parent.charAt(TRACE_FROM - 1) != '-'
        || parent.charAt(TRACE_TO) != '-'
        || parent.charAt(SPAN_TO) != '-'
        || !isHex(parent, 0, TRACE_FROM - 1)
        || !isHex(parent, TRACE_FROM, TRACE_TO)
        || !isHex(parent, SPAN_FROM, SPAN_TO)
        || !isHex(parent, FLAGS_FROM, LENGTH)) {
      return false;
    }
    // A later version may say more behind the flags; this one may not, and there is no ff.
    return parent.startsWith("00")
        ? parent.length() == LENGTH
        : !parent.startsWith("ff") && (parent.length() == LENGTH || parent.charAt(LENGTH) == '-');
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static String stateOf(List<String> headers) {
    String state = headers.stream().collect(Collectors.joining(","));
    boolean isPlain = state.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    return state.isBlank() || !isPlain || state.length() > STATE_LENGTH_MAX ? "" : state;
  }

  /** Whether this trace is the one of so many that is looked at: always the same of each trace. */
  public boolean isOneOf(int many) {
    return many > 0 && Long.remainderUnsigned(low, many) == 0;
  }

  /** The trace id in 32 hexadecimal digits. */
  public String id() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }
}
