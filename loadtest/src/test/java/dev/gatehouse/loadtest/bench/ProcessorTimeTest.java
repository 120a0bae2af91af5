package dev.gatehouse.loadtest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
  @Test
  void readsAProcessOfThisMachine() throws IOException {
    var self = new Child("self", ProcessHandle.current().pid());
    assertTrue(ProcessorTime.now(List.of(self)).micros().getOrDefault("self", 0L) > 0);
    assertEquals(
        ProcessorTime.startOf(self.pid()), ProcessorTime.startOf(self.pid()), "the same process");
  }

  @Test
  void sharesWhatWasUsedAmongTheRequests() {
    var before = new ProcessorTime(Map.of("p", 1_000_000L));
    var after = new ProcessorTime(Map.of("p", 3_000_000L));
    assertEquals(Map.of("p", 20.0), after.perRequestSince(before, 100_000));
  }
}
