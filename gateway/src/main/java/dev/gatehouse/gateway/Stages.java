package dev.gatehouse.gateway;

import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.identify.JwtVerifier;
import dev.gatehouse.gateway.journey.locate.FirstVisits;
import dev.gatehouse.gateway.journey.locate.HostHint;
import dev.gatehouse.gateway.journey.locate.TenantDirectory;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.permit.Admission;
import dev.gatehouse.gateway.journey.permit.OpenStreams;
import dev.gatehouse.gateway.journey.rewrite.HandleSeal;
import dev.gatehouse.gateway.journey.rewrite.RequestRewriter;
import dev.gatehouse.gateway.journey.rewrite.SecondLock;
import dev.gatehouse.gateway.journey.send.SecondLook;
import dev.gatehouse.gateway.journey.send.turn.Turnstiles;
import dev.gatehouse.gateway.journey.tally.AccessLog;
import dev.gatehouse.gateway.journey.tally.Counts;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import dev.gatehouse.gateway.journey.tally.Tally;
import dev.gatehouse.gateway.journey.tally.TurnMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * The stages that requests and sessions share.
 *
 * @param identify who is calling
 * @param locate which tenant, and where
 * @param permit what it may use
 * @param rewrite what may reach sqld
 * @param counts what is counted where it must cost nothing
 * @param tally what is counted
 * @param streams what is open in sqld
 * @param turns the queues in front of nodes
 */
record Stages(
    Authenticator identify,
    TenantLocator locate,
    Admission permit,
    RequestRewriter rewrite,
    Counts counts,
    Tally tally,
    OpenStreams streams,
    Turnstiles turns) {

  static Stages of(
      GatewaySettings settings,
      Surroundings surroundings,
      TenantDirectory directory,
      Executor lookups,
      InstantSource clock) {
    var tokens = settings.tokens();
    var verifier = new JwtVerifier(surroundings.issuers(), tokens.clockSkew(), clock);
    var streams = new OpenStreams(settings.streamsMax(), System::nanoTime);
    var visits = surroundings.visits();
    var counts = new Counts();
    var permit = new Admission(settings.plans(), settings.turns().waitingPerTenantMax());
    var turns = turnstiles(settings, permit, surroundings.meters());
    var firstVisits =
        new FirstVisits(visits.provisioner(), surroundings.revocations(), visits.bounds(), lookups);
    return new Stages(
        new Authenticator(verifier, tokens.bounds(), surroundings.revocations()),
        new TenantLocator(
            directory, firstVisits, surroundings.nodes(), new HostHint(settings.baseDomain())),
        permit,
        new RequestRewriter(
            new SecondLock(surroundings.secondLock(), clock),
            new HandleSeal(surroundings.seal(), clock),
            permit,
            streams,
            settings.decode().requestBody(),
            settings.decode().bodyBytesMax(),
            settings.decode().statementsMax()),
        counts,
        new Tally(
            surroundings.meters(), counts, new AccessLog(settings.log()), surroundings.spans()),
        streams,
        turns);
  }

  private static Turnstiles turnstiles(
      GatewaySettings settings, Admission permit, MeterRegistry meters) {
    var turns =
        new Turnstiles(
            settings.turns(), permit::underWayMaxOf, new TurnMeters(meters), System::nanoTime);
    MetricCatalog.TURNS.gauge(meters, turns::underWay);
    MetricCatalog.WAITING.gauge(meters, turns::waiting);
    MetricCatalog.CEILING.gauge(meters, turns::atOnce);
    return turns;
  }

  /** What looks again at the right of those who came a while ago. */
  SecondLook secondLook() {
    return new SecondLook(identify, locate);
  }
}
