package dev.gatehouse.config;

import dev.gatehouse.config.value.Secret;
import dev.gatehouse.config.value.WebUrl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The collector that takes traces. */
public record OtlpConfig(
    @Key(
            doc =
                "The base URL of an OpenTelemetry collector that speaks OTLP over HTTP, such as"
                    + " `http://collector:4318`; traces go to `/v1/traces` there. Without it"
                    + " nothing is sent.")
        Optional<WebUrl> endpoint,
    @Key(doc = "The name of a header that the collector wants, such as `authorization`.")
        Optional<String> headerName,
    @Key(doc = "What that header says.") Optional<Secret> headerValue,
    @Key(
            doc =
                "How many requests may wait to be sent. More are dropped and counted in"
                    + " `gatehouse_trace_exchanges_total`; nobody ever waits for the collector.",
            bounds = "16..1000000")
        int queueMax)
    implements Checked {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

  public static final OtlpConfig DEFAULTS =
      new OtlpConfig(Optional.empty(), Optional.empty(), Optional.empty(), 2048);

  @Override
  public List<Contradiction> contradictions() {
    if (headerName.isPresent() != headerValue.isPresent()) {
      return List.of(
          headerName.isPresent()
              ? new Contradiction("headerValue", "missing", "what the header says")
              : new Contradiction("headerName", "missing", "which header it is"));
    }
    return headerName.isEmpty() || HEADER.matcher(headerName.get()).matches()
        ? List.of()
        : List.of(
            new Contradiction("headerName", headerName.get(), "1..64 letters, digits and hyphens"));
  }
}
