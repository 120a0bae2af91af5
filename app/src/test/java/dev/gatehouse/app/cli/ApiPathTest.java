package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ApiPathTest {
  @Test
  void letsNoTextBeMoreThanAText() {
    ApiPath path = ApiPath.of("jobs", "a/b?c#d e+f%", "..").with("owner", "x&y=z");

    assertEquals("/v1/jobs/a%2Fb%3Fc%23d%20e%2Bf%25/%2E%2E?owner=x%26y%3Dz", path.toString());
  }

  @Test
  void leavesOutWhatHasNoValue() {
    assertEquals(
        "/v1/audit?limit=5", ApiPath.of("audit").with("target", null).with("limit", 5).toString());
  }
}
