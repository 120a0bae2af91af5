package dev.gatehouse.app.cli;

import dev.gatehouse.attack.Range;
import dev.gatehouse.attack.Range.Tenant;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The tokens of two databases that somebody gives for the attacks, by the environment alone. */
final class AttackTokens {
  private static final String ATTACKER = "GATEHOUSE_ATTACKER_TOKEN";
  private static final String READER = "GATEHOUSE_ATTACKER_READONLY_TOKEN";
  private static final String VICTIM = "GATEHOUSE_VICTIM_TOKEN";
  private static final String FILE = "_FILE";

  private AttackTokens() {}

  /** The range of these tokens; empty where none is set. */
  static Optional<Range> range(URI url, Map<String, String> environment) {
    List<String> missing =
        Stream.of(ATTACKER, READER, VICTIM)
            .filter(name -> !environment.containsKey(name) && !environment.containsKey(name + FILE))
            .toList();
    if (missing.size() == 3) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      throw CommandFailure.wrongUse(
          "not set: " + String.join(", ", missing) + " (set all three tokens or none)");
    }
    String attacker = token(environment, ATTACKER);
    String reader = token(environment, READER);
    String victim = token(environment, VICTIM);
    String attackers = namespace(ATTACKER, attacker);
    String victims = namespace(VICTIM, victim);
    if (!namespace(READER, reader).equals(attackers)) {
      throw CommandFailure.wrongUse(READER + " is not for the namespace of " + ATTACKER);
    }
    if (victims.equals(attackers)) {
      throw CommandFailure.wrongUse(VICTIM + " is for the attacker's own namespace");
    }
    return Optional.of(
        new Range(url, new Tenant(attackers, attacker), reader, new Tenant(victims, victim)));
  }

  private static String token(Map<String, String> environment, String name) {
    String token = environment.get(name);
    if (token != null) {
      return token.strip();
    }
    String file = environment.getOrDefault(name + FILE, "");
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw CommandFailure.wrongUse(name + FILE + " names a file that cannot be read: " + file);
    }
  }

  private static String namespace(String name, String token) {
    String[] parts = token.split("\\.", -1);
    try {
      var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return JsonMapper.shared().readTree(claims).required("namespace").asString();
    } catch (RuntimeException e) {
      if (e instanceof IllegalArgumentException
          || e instanceof ArrayIndexOutOfBoundsException
          || e instanceof JacksonException) {
        throw CommandFailure.wrongUse(name + " is not a token with the claim 'namespace'");
      }
      throw e;
    }
  }
}
