package dev.gatehouse.gateway.journey.stream.usage;

import dev.gatehouse.gateway.exchange.Payload;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.Usage;
import dev.gatehouse.tenancy.UsageMeter;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts for a tenant what sqld says, in the answers that pass here, that it did for it. */
public final class UsageTap {
  /** The header of an answer that tells a tenant how much of a quota it has used. */
  public static final AsciiString HEADER = AsciiString.cached("gatehouse-quota");

  private final UsageMeter meter;
  private final TenantRecord tenant;
  private final Figures figures = new Figures();
  private final @Nullable AnswerScan scan;
  private final boolean silent;

  private UsageTap(
      UsageMeter meter,
      TenantRecord tenant,
      @Nullable AnswerShape shape,
      boolean json,
      boolean silent) {
    this.meter = meter;
    this.tenant = tenant;
    this.silent = silent;
    this.scan =
        json ? new JsonScan(figures) : shape == null ? null : new ProtobufScan(shape, figures);
  }

  /** On the answer to a request with such a body. */
  public static UsageTap onAnswer(UsageMeter meter, TenantRecord tenant, Payload asked) {
    return switch (asked) {
      case PIPELINE, LEGACY, LEGACY_EXECUTE, LEGACY_BATCH ->
          new UsageTap(meter, tenant, null, true, false);
      case PIPELINE_PROTOBUF -> new UsageTap(meter, tenant, AnswerShape.PIPELINE, false, false);
      case CURSOR, CURSOR_PROTOBUF, PROXY_EXECUTE -> new UsageTap(meter, tenant, null, false, true);
      case NONE, OWN, IDENTITY, REPLICATION, PROXY_DESCRIBE, PROXY_DISCONNECT ->
          new UsageTap(meter, tenant, null, false, false);
    };
  }

  /** On the messages of a session. */
  public static UsageTap onSession(UsageMeter meter, TenantRecord tenant, boolean isProtobuf) {
    return isProtobuf
        ? new UsageTap(meter, tenant, AnswerShape.SERVER_MESSAGE, false, false)
        : new UsageTap(meter, tenant, null, true, false);
  }

  /** What the tenant is told of its quotas, where one is nearly used up. */
  public Optional<String> warning() {
    return meter.warningTo(tenant);
  }

  /** Looks at the next bytes of sqld's, without taking them. */
  public void look(ByteBuf bytes) {
    if (scan != null) {
      scan.scan(bytes);
    }
  }

  /** The answer, or the message, is over, be it whole or not: what it said counts from now on. */
  public void settle() {
    if (scan != null) {
      scan.endMessage();
    }
    if (silent) {
      figures.untold();
    }
    if (!figures.isEmpty()) {
      meter.count(
          tenant,
          new Usage(
              figures.rowsRead(),
              figures.rowsWritten(),
              figures.blockedStatements(),
              figures.isUntold()));
      figures.clear();
    }
  }
}
