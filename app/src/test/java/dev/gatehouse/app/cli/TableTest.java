package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TableTest {
  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  @Test
  void alignsItsColumnsUnderTheNamesOfTheFields() {
    var entries = List.of(json("{'name':'a','keyId':1}"), json("{'name':'long','keyId':22}"));

    assertEquals("NAME  KEY ID\na     1\nlong  22", Table.of(entries, "name", "keyId"));
  }

  @Test
  void hasOnlyItsHeadWhereThereIsNothing() {
    assertEquals("NAME  STATE", Table.of(List.of(), "name", "state"));
  }

  @Test
  void reachesIntoObjectsAndJoinsLists() {
    var entries = List.of(json("{'progress':{'done':3},'scopes':['read','tokens'],'gone':[]}"));

    assertEquals(
        "DONE  SCOPES        GONE\n3     read, tokens  -",
        Table.of(entries, "progress.done", "scopes", "gone"));
  }

  @Test
  void marksWhatIsNotThere() {
    assertEquals("A  B  C\n-  -  -", Table.of(List.of(json("{'a':null,'b':''}")), "a", "b", "c"));
  }

  @Test
  void leavesFractionsOfSecondsOut() {
    assertEquals(
        "AT\n2026-11-21T13:00:00Z",
        Table.of(List.of(json("{'at':'2026-11-21T13:00:00.1Z'}")), "at"));
  }

  @Test
  void listsTheFieldsOfOneEntry() {
    assertEquals(
        "name                 shop\nlimits.perSecondMax  5",
        Table.of(json("{'name':'shop','limits':{'perSecondMax':5}}")));
  }

  @Test
  void letsNobodyPaintOnTheTerminal() {
    String table = Table.of(List.of(json("{'plan':'\\u001b[2Jx\\ny\\u202ez'}")), "plan");

    assertEquals("PLAN\n [2Jx y z", table);
    assertFalse(table.contains("\u001b"));
  }
}
