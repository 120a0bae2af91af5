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
import dev.gatehouse.gateway.journey.tally.AccessLog;
import dev.gatehouse.gateway.journey.tally.Tally;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * The stages that requests and sessions share.
 *
 * @param identify who is calling
 * @param locate which tenant, and where
 * @param permit what it may use
 * @param rewrite what may reach sqld
 * @param tally what is counted
 * @param streams what is open in sqld
 */
record Stages(
    Authenticator identify,
    TenantLocator locate,
    Admission permit,
    RequestRewriter rewrite,
    Tally tally,
    OpenStreams streams) {

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
    var firstVisits =
        new FirstVisits(visits.provisioner(), surroundings.revocations(), visits.bounds(), lookups);
    var permit = new Admission(settings.plans());
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
        new Tally(surroundings.meters(), new AccessLog()),
        streams);
  }
}
