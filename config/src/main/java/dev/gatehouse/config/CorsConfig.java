package dev.gatehouse.config;

import dev.gatehouse.config.value.WebOrigin;
import java.util.List;

/** Which web pages may call. */
public record CorsConfig(
    @Key(
            doc =
                "The origins of web pages whose scripts may talk to Gatehouse, such as"
                    + " `https://app.example`; `*` is any, as sqld has it. Without any, browsers"
                    + " let no page read an answer. Programs that are no browsers are not"
                    + " affected.")
        List<WebOrigin> origins) {
  public static final CorsConfig DEFAULTS = new CorsConfig(List.of(WebOrigin.ANY));

  public CorsConfig {
    origins = List.copyOf(origins);
  }
}
