package dev.gatehouse.gateway.journey.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceTemplateTest {
  private static final long SEED = Long.getLong("gatehouse.seed", 1);

  private static Optional<String> name(String template, String payload) {
    Claims claims = Claims.parse(Ink.utf8(payload)).orElseThrow();
    return NamespaceTemplate.parse(template).namespaceOf(claims).map(n -> n.name());
  }

  private static Optional<String> ofSubject(String template, String subject) {
    return name(template, "{\"sub\":\"" + subject + "\"}");
  }

  @Test
  void aUuidStandsAsItIs() {
    assertEquals(
        Optional.of("user_6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        ofSubject("user_{sub}", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "6BA7B810", "auth0|5f7c", "a b", "a.b", "../a", "a\\u0000", "\\u0430", "a\\n"})
  void whatDoesNotFitIsRefusedAndNotBent(String subject) {
    assertEquals(Optional.empty(), ofSubject("user_{sub}", subject));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"sub\":null}", "{\"sub\":7}", "{\"sub\":[\"a\"]}", "{\"sub\":{}}"})
  void whatIsNoTextIsRefused(String payload) {
    assertEquals(Optional.empty(), name("user_{sub}", payload));
    assertEquals(Optional.empty(), name("u_{sub|hash}", payload));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\":\"x\"}", "{\"a\":[{\"b\":\"x\"}]}", "{\"a.b\":\"x\"}"})
  void aPathGoesThroughObjectsOnly(String payload) {
    assertEquals(Optional.empty(), name("{a.b}", payload));
    assertEquals(Optional.of("x"), name("{a.b}", "{\"a\":{\"b\":\"x\"}}"));
  }

  @Test
  void aHashIsTheFirst130BitsOfSha256() {
    // SHA-256("abc") = ba7816bf 8f01cfea 414140de 5dae2223 b0…
    assertEquals(Optional.of("u_xj4bnp4pahh6uqkbidpf3lrceo"), ofSubject("u_{sub|hash}", "abc"));
  }

  @Test
  void halfASurrogatePairHasNoHash() {
    assertEquals(Optional.empty(), ofSubject("u_{sub|hash}", "\\ud800"));
    assertEquals(Optional.empty(), ofSubject("u_{sub|hash}", "\\udfff"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user",
        "",
        "user_{sub",
        "user_{}",
        "User_{sub}",
        "{a}_{b}",
        "{a}{b}",
        "{sub|md5}",
        "{a..b}",
        "user.{sub}",
        "{user_metadata.ns}",
        "{unsafe_metadata.ns|hash}"
      })
  void aTemplateThatCouldMixTenantsIsNone(String template) {
    assertThrows(IllegalArgumentException.class, () -> NamespaceTemplate.parse(template));
  }

  @Test
  void aNameIsNeverLongerThanANamespaceMayBe() {
    assertEquals(Optional.empty(), ofSubject("user_{sub}", "a".repeat(59)));
    assertTrue(ofSubject("user_{sub}", "a".repeat(58)).isPresent());
  }

  @Test
  void twoSubjectsNeverMeetInOneNamespace() {
    var random = new Random(SEED);
    String letters = "aAbB01-_|.@ ";
    for (String template : new String[] {"user_{sub}", "u_{sub|hash}", "{sub}x{tid|hash}"}) {
      Map<String, String> owners = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        var subject = new StringBuilder();
        for (int length = random.nextInt(5); length >= 0; length--) {
          subject.append(letters.charAt(random.nextInt(letters.length())));
        }
        String payload = "{\"sub\":\"%s\",\"tid\":\"%d\"}".formatted(subject, random.nextInt(3));
        name(template, payload)
            .ifPresent(
                name -> {
                  String owner = template.contains("tid") ? payload : subject.toString();
                  String before = owners.putIfAbsent(name, owner);
                  assertTrue(
                      before == null || before.equals(owner),
                      () -> name + ": " + before + " and " + owner + ", seed " + SEED);
                });
      }
    }
  }
}
