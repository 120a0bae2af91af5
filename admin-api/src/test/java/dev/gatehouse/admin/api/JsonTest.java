package dev.gatehouse.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.api.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that callers send. */
final class JsonTest {

  private record Thing(@Nullable String name, @Nullable String colour) {}

  private static Thing read(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), Thing.class);
  }

  private static Problem refused(String text) {
    return assertThrows(ProblemException.class, () -> read(text)).problem();
  }

  @Test
  void fillsARecord() {
    assertEquals(new Thing("a", null), read("{\"name\":\"a\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nonsense-s3cret",
        "{\"name\":\"s3cret}",
        "{} {}",
        "{}x",
        "null",
        "[]",
        "1",
        "\"s3cret\"",
        "{\"name\":\"s3cret\",\"name\":\"b\"}",
        "{'name':1}",
        "{\"name\":\"a\",}"
      })
  void refusesWhatIsNoSingleObject(String text) {
    Problem problem = refused(text);
    assertEquals("malformed", problem.code());
    assertFalse(problem.detail().contains("s3cret"), problem.detail());
  }

  @Test
  void namesAFieldThatItDoesNotKnow() {
    assertEquals(
        List.of(new FieldError("size", "no such field, but one of: name, colour")),
        refused("{\"name\":\"a\",\"size\":1}").errors());
  }

  @Test
  void cutsTheNameOfAFieldThatItDoesNotKnow() {
    String field = refused("{\"" + "x".repeat(1000) + "\":1}").errors().getFirst().field();
    assertTrue(field.length() < 70, field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "{}", "[]", "[\"a\"]", "1.5"})
  void namesAFieldOfTheWrongType(String value) {
    assertEquals(
        List.of(new FieldError("name", "a string")), refused("{\"name\":" + value + "}").errors());
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] text = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xff, '"', '}'};
    var refused = assertThrows(ProblemException.class, () -> Json.read(text, Thing.class));
    assertEquals("malformed", refused.problem().code());
  }
}
