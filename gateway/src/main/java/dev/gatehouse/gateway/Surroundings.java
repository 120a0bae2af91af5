package dev.gatehouse.gateway;

import dev.gatehouse.gateway.journey.accept.Transport;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.gateway.journey.tally.SpanSink;
import dev.gatehouse.tenancy.NamespaceDirectory;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Revocations;
import dev.gatehouse.tenancy.UsageMeter;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.tenancy.token.SigningKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * What the data plane is given by the rest of the process.
 *
 * @param transport the event loops
 * @param directory where tenants are looked up
 * @param nodes the sqld servers
 * @param issuers whose tokens are accepted
 * @param revocations which tokens were taken back
 * @param visits what those with a login token need
 * @param secondLock the key of the tokens that sqld accepts
 * @param seal the key of the handles that clients keep
 * @param usage where it is said what tenants use
 * @param meters where numbers go
 * @param spans where finished exchanges go that are traced
 */
public record Surroundings(
    Transport transport,
    NamespaceDirectory directory,
    Map<NodeId, InetSocketAddress> nodes,
    List<Issuer> issuers,
    Revocations revocations,
    Visits visits,
    SigningKey secondLock,
    SealingKey seal,
    UsageMeter usage,
    MeterRegistry meters,
    SpanSink spans) {

  /** Nothing is traced. */
  public Surroundings(
      Transport transport,
      NamespaceDirectory directory,
      Map<NodeId, InetSocketAddress> nodes,
      List<Issuer> issuers,
      Revocations revocations,
      Visits visits,
      SigningKey secondLock,
      SealingKey seal,
      UsageMeter usage,
      MeterRegistry meters) {
    this(
        transport,
        directory,
        nodes,
        issuers,
        revocations,
        visits,
        secondLock,
        seal,
        usage,
        meters,
        SpanSink.none());
  }
}
