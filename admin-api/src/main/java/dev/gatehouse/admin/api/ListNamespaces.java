package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists namespaces by name, a page at a time. */
final class ListNamespaces implements Endpoint {
  private static final int ENTRIES_DEFAULT = 100;
  private static final int ENTRIES_MAX = 1_000;
  private static final Set<String> PARAMETERS = new TreeSet<>(Set.of("after", "limit", "prefix"));
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9_-]{0,63}");

  private final TenantRegistry registry;

  ListNamespaces(TenantRegistry registry) {
    this.registry = registry;
  }

  /**
   * One page.
   *
   * @param namespaces its entries
   * @param next what {@code after} is for the next page, null on the last one
   */
  record Page(List<NamespaceView> namespaces, @Nullable String next) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/namespaces";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    TenantQuery asked = query(call);
    var oneMore = new TenantQuery(asked.prefix(), asked.after(), asked.entriesMax() + 1);
    List<TenantEntry> found = registry.page(oneMore);
    boolean last = found.size() <= asked.entriesMax();
    List<TenantEntry> entries = last ? found : found.subList(0, asked.entriesMax());
    String next = last ? null : entries.getLast().namespace().name();
    return Reply.json(200, new Page(entries.stream().map(NamespaceView::of).toList(), next));
  }

  private static TenantQuery query(Call call) {
    var errors = new FieldErrors();
    for (var parameter : call.query().entrySet()) {
      if (!PARAMETERS.contains(parameter.getKey())) {
        errors.add("query", "only the parameters " + String.join(", ", PARAMETERS));
      } else if (parameter.getValue().size() > 1) {
        errors.add(parameter.getKey(), "one value");
      }
    }
    int entriesMax = entriesMax(parameter(call, "limit"));
    if (entriesMax < 1 || entriesMax > ENTRIES_MAX) {
      errors.add("limit", "1.." + ENTRIES_MAX);
    }
    Optional<String> after = parameter(call, "after");
    Optional<Namespace> afterName = after.flatMap(Namespace::parse);
    if (after.isPresent() && afterName.isEmpty()) {
      errors.add("after", "a text of the form " + Namespace.form());
    }
    String prefix = parameter(call, "prefix").orElse("");
    if (!PREFIX.matcher(prefix).matches()) {
      errors.add("prefix", "a text of the form " + PREFIX);
    }
    errors.throwIfAny();
    return new TenantQuery(prefix, afterName, entriesMax);
  }

  private static Optional<String> parameter(Call call, String name) {
    return Optional.ofNullable(call.query().get(name)).map(List::getFirst);
  }

  private static int entriesMax(Optional<String> text) {
    if (text.isEmpty()) {
      return ENTRIES_DEFAULT;
    }
    return NUMBER.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : -1;
  }
}
