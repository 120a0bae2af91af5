package dev.gatehouse.gateway.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String GOOD = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private static HttpHeaders headers(String... pairs) {
    var headers = new DefaultHttpHeaders();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1]);
    }
    return headers;
  }

  @Test
  void goesOnWithTheCallersTrace() {
    TraceContext trace =
        TraceContext.of(headers("traceparent", GOOD, "tracestate", "a=1", "tracestate", "b=2"));

    assertEquals(TRACE, trace.id());
    assertEquals(0x00f067aa0ba902b7L, trace.parent());
    assertEquals("a=1,b=2", trace.state());
  }

  @Test
  void understandsWhatALaterVersionSaysInTheSameWords() {
    String later = "cc-" + TRACE + "-00f067aa0ba902b7-01";

    assertEquals(TRACE, TraceContext.of(headers("traceparent", later)).id());
    assertEquals(TRACE, TraceContext.of(headers("traceparent", later + "-more")).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
      })
  void beginsAnewWhereTheHeaderIsBroken(String broken) {
    TraceContext trace = TraceContext.of(headers("traceparent", broken, "tracestate", "a=1"));

    assertNotEquals(TRACE, trace.id());
    assertEquals(0, trace.parent());
    assertEquals("", trace.state());
  }

  @Test
  void beginsAnewWhereThereAreTwo() {
    assertEquals(0, TraceContext.of(headers("traceparent", GOOD, "traceparent", GOOD)).parent());
  }

  @Test
  void leavesOutAStateThatIsTooLongOrOdd() {
    String tooLong = "a=" + "x".repeat(512);

    assertEquals("", TraceContext.of(headers("traceparent", GOOD, "tracestate", tooLong)).state());
    assertEquals(
        "", TraceContext.of(headers("traceparent", GOOD, "tracestate", "a=\u00e9")).state());
  }

  @Test
  void everyTraceHasAnIdOfItsOwn() {
    TraceContext one = TraceContext.fresh();

    assertEquals(32, one.id().length());
    assertNotEquals(one.id(), TraceContext.fresh().id());
  }

  @Test
  void isPickedByItsIdAlone() {
    var even = new TraceContext(7, 1000, 0, "");
    var odd = new TraceContext(7, 1001, 0, "");

    assertTrue(even.isOneOf(10) && even.isOneOf(1) && odd.isOneOf(1));
    assertFalse(odd.isOneOf(10));
    assertFalse(even.isOneOf(0));
  }
}
