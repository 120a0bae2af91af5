package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of namespaces.
 *
 * @param namespaces its entries
 * @param next what {@code after} is for the next page, null on the last one
 */
record NamespacePage(List<NamespaceView> namespaces, @Nullable String next) {

  static NamespacePage read(TenantRegistry registry, TenantQuery asked) {
    var oneMore = new TenantQuery(asked.filter(), asked.after(), asked.entriesMax() + 1);
    List<TenantEntry> found = registry.page(oneMore);
    boolean last = found.size() <= asked.entriesMax();
    List<TenantEntry> entries = last ? found : found.subList(0, asked.entriesMax());
    String next = last ? null : entries.getLast().namespace().name();
    return new NamespacePage(entries.stream().map(NamespaceView::of).toList(), next);
  }
}
