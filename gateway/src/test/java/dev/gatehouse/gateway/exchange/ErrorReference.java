package dev.gatehouse.gateway.exchange;

import dev.gatehouse.gateway.exchange.Refusal.ByClient;
import dev.gatehouse.gateway.exchange.Refusal.ByGateway;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of {@code docs/errors.md} that is made from the refusals. */
final class ErrorReference {
  static final String COMMAND =
      "mvn -q -pl gateway -am test -Dtest=ErrorReferenceTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Derror.reference=write";
  static final String BEGIN = "<!-- Generated from Refusal and Rescue: " + COMMAND + " -->";
  static final String END = "<!-- End of the generated part -->";

  private ErrorReference() {}

  /** One code as clients see it. */
  record Entry(Class<?> fault, Answer answer, HranaAnswer hrana) {
    String code() {
      return answer.code();
    }
  }

  /** The codes, each once. */
  static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Refusal refusal : refusals()) {
      Answer answer = Rescue.answerTo(refusal);
      if (entries.stream().noneMatch(entry -> entry.code().equals(answer.code()))) {
        entries.add(new Entry(fault(refusal), answer, Rescue.hranaAnswerTo(refusal)));
      }
    }
    entries.sort(Comparator.comparingInt(entry -> entry.answer().status()));
    return entries;
  }

  static String render() {
    var text = new StringBuilder(BEGIN).append('\n');
    section(text, ByClient.class, "What the client must do differently");
    section(text, ByGateway.class, "What Gatehouse will not or cannot do now");
    section(text, Refusal.ByUpstream.class, "What the sqld behind did not do");
    return text.append('\n').append(END).toString();
  }

  private static void section(StringBuilder text, Class<?> fault, String title) {
    text.append("\n## ").append(title).append('\n');
    entries().stream()
        .filter(entry -> entry.fault().equals(fault))
        .forEach(entry -> append(text, entry));
  }

  private static void append(StringBuilder text, Entry entry) {
    RefusalAdvice advice = RefusalAdvice.byCode().get(entry.code());
    if (advice == null) {
      throw new IllegalStateException("RefusalAdvice says nothing of " + entry.code());
    }
    text.append(
        """

        ### `%s`

        %s %s

        - %s
        """
            .formatted(entry.code(), advice.meaning(), advice.client(), wire(entry)));
  }

  private static String wire(Entry entry) {
    Answer answer = entry.answer();
    String hrana =
        entry.hrana().code().equals(entry.code()) ? "" : "`%s`, ".formatted(entry.hrana().code());
    return Stream.of(
            "HTTP " + answer.status(),
            answer.retryAfter().isZero() ? "" : "with `Retry-After`",
            answer.survives() ? "" : "ends the connection",
            "WebSocket " + hrana + entry.hrana().closeCode(),
            "gRPC " + answer.grpcStatus())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static Class<?> fault(Refusal refusal) {
    return switch (refusal) {
      case ByClient _ -> ByClient.class;
      case ByGateway _ -> ByGateway.class;
      case Refusal.ByUpstream _ -> Refusal.ByUpstream.class;
    };
  }

  /** One of each kind, two of those that may have gone out or not. */
  private static List<Refusal> refusals() {
    return kinds(Refusal.class)
        .flatMap(kind -> Stream.of(true, false).map(flag -> sample(kind, flag)))
        .toList();
  }

  private static Stream<Class<?>> kinds(Class<?> kind) {
    return kind.isSealed()
        ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(ErrorReference::kinds)
        : Stream.of(kind);
  }

  private static Refusal sample(Class<?> kind, boolean flag) {
    RecordComponent[] components = Objects.requireNonNull(kind.getRecordComponents());
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(types[i], flag);
    }
    try {
      return (Refusal) kind.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + kind.getSimpleName(), e);
    }
  }

  private static Object value(Class<?> type, boolean flag) {
    return switch (type.getSimpleName()) {
      case "String" -> "…";
      case "int" -> 1008;
      case "long" -> 1L;
      case "boolean" -> flag;
      case "Duration" -> Duration.ofSeconds(1);
      case "List" -> List.of();
      case "Throwable" -> new IllegalStateException();
      default -> throw new IllegalStateException("no sample of " + type);
    };
  }
}
