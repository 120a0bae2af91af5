package dev.gatehouse.config.load;

import dev.gatehouse.config.Checked;
import dev.gatehouse.config.load.Given.Fields;
import dev.gatehouse.config.load.Given.Items;
import dev.gatehouse.config.load.Given.Nothing;
import dev.gatehouse.config.load.Given.Text;
import dev.gatehouse.config.shape.Holds.Listed;
import dev.gatehouse.config.shape.Holds.Nested;
import dev.gatehouse.config.shape.Holds.Single;
import dev.gatehouse.config.shape.KeyPath;
import dev.gatehouse.config.shape.KeyShape;
import dev.gatehouse.config.shape.RecordShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fills records from what was given, key by key; the environment goes before the file. */
final class Binder {
  private final Environment environment;
  private final UnknownKeys unknownKeys;
  private final ValueReader values;
  private final Problems problems;
  private final Map<KeyPath, Origin> origins = new LinkedHashMap<>();

  Binder(Environment environment, UnknownKeys unknownKeys, Problems problems) {
    this.environment = environment;
    this.unknownKeys = unknownKeys;
    this.values = new ValueReader(new References(environment, problems), problems);
    this.problems = problems;
  }

  /** The record that stands at a path, or nothing once a problem below it was reported. */
  <R extends Record> Optional<R> bind(RecordShape<R> shape, KeyPath path, Given given) {
    Map<String, Given> fields = fields(shape, path, given);
    unknownKeys.report(shape, path, fields, problems);
    var bound = new ArrayList<Object>();
    for (KeyShape key : shape.keys()) {
      Given at = fields.getOrDefault(key.name(), Given.ABSENT);
      value(shape, key, path.child(key.name()), at).ifPresent(bound::add);
    }
    if (bound.size() < shape.keys().size()) {
      return Optional.empty();
    }
    R record = shape.construct(bound);
    if (record instanceof Checked checked) {
      reportContradictions(checked, path);
    }
    return Optional.of(record);
  }

  /** Where the values came from that somebody gave. */
  Map<KeyPath, Origin> origins() {
    return origins;
  }

  private Map<String, Given> fields(RecordShape<?> shape, KeyPath path, Given given) {
    if (given instanceof Fields object) {
      return object.fields();
    }
    if (!(given instanceof Nothing)) {
      String names = shape.keys().stream().map(KeyShape::name).collect(Collectors.joining(", "));
      problems.expected(path, given.kind(), "an object with " + names, given.origin());
    }
    return Map.of();
  }

  private Optional<?> value(RecordShape<?> shape, KeyShape key, KeyPath path, Given given) {
    return switch (key.holds()) {
      case Single single -> single(shape, key, single, path, given);
      case Nested nested -> bind(nested.shape(), path, given);
      case Listed listed -> list(listed.shape(), path, given);
    };
  }

  private Optional<?> list(RecordShape<?> shape, KeyPath path, Given given) {
    List<Given> items = given instanceof Items list ? list.items() : List.of();
    if (!(given instanceof Items || given instanceof Nothing)) {
      problems.expected(path, given.kind(), "a list of objects", given.origin());
    }
    var bound = new ArrayList<Object>();
    int index = 0;
    while (index < items.size() || environment.hasBelow(path.item(index))) {
      Given item = index < items.size() ? items.get(index) : Given.ABSENT;
      bind(shape, path.item(index), item).ifPresent(bound::add);
      index++;
    }
    return bound.size() == index ? Optional.of(bound) : Optional.empty();
  }

  private Optional<?> single(
      RecordShape<?> shape, KeyShape key, Single holds, KeyPath path, Given inFile) {
    Given given = override(holds, path).orElse(inFile);
    boolean absent =
        given instanceof Nothing(Origin origin)
            && (holds.optional() || origin instanceof Origin.Default);
    if (absent && key.key().required()) {
      problems.expected(path, "missing", holds.expectation(), given.origin());
      return Optional.empty();
    }
    if (absent) {
      return Optional.of(key.valueIn(shape.defaults()));
    }
    origins.put(path, given.origin());
    Optional<Object> value = values.read(holds, path, given);
    return value.map(holds::toComponent);
  }

  private Optional<Given> override(Single holds, KeyPath path) {
    var overrides = new ArrayList<Given>();
    String name = path.variable();
    environment
        .take(name)
        .ifPresent(text -> overrides.add(new Text(text, new Origin.Variable(name))));
    for (String reference : holds.notation().form().references()) {
      var origin = new Origin.Variable(path.child(reference).variable());
      environment
          .take(origin.name())
          .map(text -> new Fields(Map.of(reference, new Text(text, origin)), origin))
          .ifPresent(overrides::add);
    }
    if (overrides.size() > 1) {
      Origin other = overrides.getFirst().origin();
      problems.expected(path, "given twice", "only one of the variables", other);
    }
    return overrides.stream().findFirst();
  }

  private void reportContradictions(Checked record, KeyPath path) {
    for (Checked.Contradiction contradiction : record.contradictions()) {
      KeyPath at = path.child(contradiction.key());
      problems.expected(
          at,
          Echo.of(contradiction.found().toString()),
          contradiction.expected(),
          origins.getOrDefault(at, new Origin.Default()));
    }
  }
}
