package dev.gatehouse.app.acme;

import java.time.Instant;
import java.util.Optional;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUserActionRequiredException;

/** What an authority complains about, and what to do about it. */
final class Advice {
  private static final String PREFIX = "urn:ietf:params:acme:error:";

  private Advice() {}

  static OrderFailedException about(AcmeException failure, AcmeTerms terms) {
    return switch (failure) {
      case AcmeRateLimitedException limited ->
          failed(limited, remedy("rateLimited", terms), limited.getRetryAfter());
      case AcmeUserActionRequiredException asked ->
          failed(
              asked,
              "read and accept the terms at "
                  + asked
                      .getTermsOfServiceUri()
                      .map(Object::toString)
                      .orElse("the authority's site"),
              Optional.empty());
      case AcmeServerException refused ->
          failed(refused, remedy(kind(refused.getProblem()), terms), Optional.empty());
      case AcmeNetworkException unreachable ->
          failed(
              unreachable,
              "%s is not reached: look at the network, and at listen.tls.acme.directory and trust"
                  .formatted(terms.directory()),
              Optional.empty());
      default -> failed(failure, remedy("", terms), Optional.empty());
    };
  }

  /** About a name that was not proven, or an order that failed. */
  static OrderFailedException about(Optional<Problem> problem, AcmeTerms terms) {
    String said = problem.flatMap(Problem::getDetail).orElse("the authority does not say why");
    String remedy = remedy(problem.map(Advice::kind).orElse(""), terms);
    return new OrderFailedException(sentence(said, remedy));
  }

  private static OrderFailedException failed(
      AcmeException failure, String remedy, Optional<Instant> notBefore) {
    String said = String.valueOf(failure.getMessage());
    return new OrderFailedException(sentence(said, remedy), notBefore, failure);
  }

  private static String sentence(String said, String remedy) {
    return remedy.isEmpty() ? said : said + " (" + remedy + ")";
  }

  private static String kind(Problem problem) {
    String type = problem.getType().toString();
    return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
  }

  private static String remedy(String kind, AcmeTerms terms) {
    return switch (kind) {
      case "dns" -> "the names must lead to this machine: look at their A and AAAA records";
      case "connection", "tls", "unauthorized", "incorrectResponse" ->
          "the authority connects to port 443 of each name: its A and AAAA records must lead to"
              + " this machine, the firewall must let it in, and nothing but listen.public may"
              + " answer";
      case "caa" -> "a CAA record of the name forbids it: let it name this authority";
      case "rejectedIdentifier" -> "the authority gives no certificate for such a name";
      case "rateLimited" -> "too many were asked for; Gatehouse waits as long as it is told to";
      case "invalidContact", "unsupportedContact" -> "look at listen.tls.acme.email";
      case "externalAccountRequired" ->
          "%s wants an account that was made before: take another authority"
              .formatted(terms.directory());
      default -> "";
    };
  }
}
