package dev.gatehouse.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a path to its endpoint. */
final class RouterTest {
  private final Router router =
      new Router(
          List.of(
              new Stub("POST", "/v1/things"),
              new Stub("GET", "/v1/things/{name}"),
              new Stub("DELETE", "/v1/things/{name}"),
              new Stub("GET", "/v1/things/{name}/parts/{part}")));

  private record Stub(String method, String path) implements Endpoint {
    @Override
    public Permission permission() {
      return Permission.READ;
    }

    @Override
    public Reply handle(Call call) {
      return Reply.noContent();
    }
  }

  @Test
  void takesTheVariablesOutOfThePath() {
    var found =
        assertInstanceOf(
            Router.Match.Found.class, router.match("GET", "/v1/things/a%2Fb/parts/%C3%A4"));
    assertEquals("/v1/things/{name}/parts/{part}", found.endpoint().path());
    assertEquals(Map.of("name", "a/b", "part", "ä"), found.variables());
  }

  @Test
  void namesTheMethodsOfAPathThatHasNotThisOne() {
    assertEquals(
        new Router.Match.WrongMethod("DELETE, GET"), router.match("PATCH", "/v1/things/a"));
    assertEquals(new Router.Match.WrongMethod("POST"), router.match("post", "/v1/things"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "*",
        "/v1",
        "/v1/things/",
        "/v1//things",
        "//v1/things",
        "/V1/things",
        "/v1/%74hings",
        "/v1/things/a/",
        "/v1/./things",
        "/v1/x/../things",
        "/v1/things;x",
        "/v1/things/%zz",
        "/v1/things/%2",
        "http://host/v1/things"
      })
  void knowsOneSpellingOfAPath(String path) {
    Router.Match match = router.match("POST", path);
    switch (match) {
      case Router.Match.Unknown() -> {}
      case Router.Match.WrongMethod(var allowed) -> assertEquals("/v1/things/", path, allowed);
      case Router.Match.Found found -> throw new AssertionError("found " + found);
    }
  }
}
