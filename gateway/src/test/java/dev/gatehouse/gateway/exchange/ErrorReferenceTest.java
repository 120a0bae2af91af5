package dev.gatehouse.gateway.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.ErrorReference.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "errors.md");
  private static final Path RUNBOOK = Path.of("..", "docs", "operations.md");

  /** What people look up when clients complain. */
  private static final Set<Integer> LOOKED_UP = Set.of(401, 403, 404, 429, 500, 502, 503, 504);

  @Test
  void thePageSaysWhatTheCodeSays() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("<!-- Generated from Refusal");
    int end = page.indexOf(ErrorReference.END);
    assertTrue(begin >= 0 && end > begin, "the generated part is missing");
    String fresh =
        page.substring(0, begin)
            + ErrorReference.render()
            + page.substring(end + ErrorReference.END.length());
    if ("write".equals(System.getProperty("error.reference"))) {
      Files.writeString(PAGE, fresh);
      page = fresh;
    }

    assertEquals(fresh, page, "docs/errors.md is stale. Write it anew: " + ErrorReference.COMMAND);
  }

  @Test
  void thereIsAdviceForEveryCodeAndNoOther() {
    Set<String> codes =
        ErrorReference.entries().stream().map(Entry::code).collect(Collectors.toSet());

    assertEquals(codes, RefusalAdvice.byCode().keySet());
  }

  @Test
  void theRunbookKnowsWhatPeopleLookUp() throws IOException {
    String runbook = Files.readString(RUNBOOK);

    List<String> missing =
        ErrorReference.entries().stream()
            .filter(entry -> LOOKED_UP.contains(entry.answer().status()))
            .map(Entry::code)
            .filter(code -> !runbook.contains("`" + code + "`"))
            .toList();

    assertEquals(List.of(), missing);
  }
}
