package dev.gatehouse.admin.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Serves the description of this API. */
final class GetOpenApi implements Endpoint {
  private final String document = document();

  private static String document() {
    try (var resource = GetOpenApi.class.getResourceAsStream("/openapi.yaml")) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its own file openapi.yaml");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/openapi.yaml";
  }

  @Override
  public Permission permission() {
    return Permission.NONE;
  }

  @Override
  public Reply handle(Call call) {
    return new Reply(200, Map.of(), "application/yaml", document);
  }
}
