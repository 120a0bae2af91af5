package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.TokenEntry;
import dev.gatehouse.admin.token.TokenLedger;
import dev.gatehouse.tenancy.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists the tokens that were made for a namespace, a page at a time. */
final class ListTokens implements Endpoint {
  private static final int ENTRIES_DEFAULT = 100;
  private static final int ENTRIES_MAX = 1_000;
  private static final Set<String> PARAMETERS = new TreeSet<>(Set.of("after", "limit"));
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private final TenantRegistry registry;
  private final TokenLedger ledger;

  ListTokens(TenantRegistry registry, TokenLedger ledger) {
    this.registry = registry;
    this.ledger = ledger;
  }

  /**
   * One page.
   *
   * @param tokens its entries
   * @param next what {@code after} is for the next page, null on the last one
   */
  record Page(List<TokenView> tokens, @Nullable String next) {}

  private record Query(String after, int entriesMax) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/tokens";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    Query query = query(call);
    return Namespace.parse(call.variable("name"))
        .filter(namespace -> registry.entry(namespace).isPresent())
        .map(namespace -> Reply.json(200, page(namespace, query)))
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }

  private Page page(Namespace namespace, Query query) {
    List<TokenEntry> found = ledger.page(namespace, query.after(), query.entriesMax() + 1);
    boolean last = found.size() <= query.entriesMax();
    List<TokenEntry> entries = last ? found : found.subList(0, query.entriesMax());
    return new Page(
        entries.stream().map(TokenView::of).toList(), last ? null : entries.getLast().id());
  }

  private static Query query(Call call) {
    var errors = new FieldErrors();
    for (var parameter : call.query().entrySet()) {
      if (!PARAMETERS.contains(parameter.getKey())) {
        errors.add("query", "only the parameters " + String.join(", ", PARAMETERS));
      } else if (parameter.getValue().size() > 1) {
        errors.add(parameter.getKey(), "one value");
      }
    }
    int entriesMax = parameter(call, "limit").map(ListTokens::number).orElse(ENTRIES_DEFAULT);
    if (entriesMax < 1 || entriesMax > ENTRIES_MAX) {
      errors.add("limit", "1.." + ENTRIES_MAX);
    }
    String after = parameter(call, "after").orElse("");
    if (!after.isEmpty() && !ID.matcher(after).matches()) {
      errors.add("after", "the next of the page before");
    }
    errors.throwIfAny();
    return new Query(after, entriesMax);
  }

  private static Optional<String> parameter(Call call, String name) {
    return Optional.ofNullable(call.query().get(name)).map(List::getFirst);
  }

  private static int number(String text) {
    return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
  }
}
