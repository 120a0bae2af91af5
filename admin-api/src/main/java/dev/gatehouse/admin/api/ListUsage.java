package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.UsageStore;
import dev.gatehouse.admin.registry.UsageStore.By;
import dev.gatehouse.admin.usage.Metering;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;

/** Shows what all namespaces used in a month, and those that used most. */
final class ListUsage implements Endpoint {
  private static final Set<String> PARAMETERS = Set.of(Months.NAME, "by", "limit");

  private final Metering metering;

  ListUsage(Metering metering) {
    this.metering = metering;
  }

  /**
   * The answer.
   *
   * @param month the calendar month, of UTC
   * @param namespaces how many namespaces used something
   * @param rowsRead rows that sqld read for all of them
   * @param rowsWritten rows that sqld wrote for all of them
   * @param storageBytes the size of all their databases
   * @param top those that used most, the greatest first
   */
  private record View(
      String month,
      long namespaces,
      long rowsRead,
      long rowsWritten,
      long storageBytes,
      List<UsageView> top) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/usage";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    var given = new Parameters(call, PARAMETERS);
    YearMonth month = Months.in(given).orElseGet(metering::month);
    By by = given.constant("by", List.of(By.values())).orElse(By.ROWS_READ);
    int limit = given.limit();
    given.done();
    UsageStore store = metering.store();
    UsageStore.Total total = store.total(month);
    List<UsageView> top =
        store.top(month, by, limit).stream()
            .map(ranked -> UsageView.of(ranked.namespace(), ranked.amount(), null, null))
            .toList();
    return Reply.json(
        200,
        new View(
            month.toString(),
            total.namespaces(),
            total.rowsRead(),
            total.rowsWritten(),
            total.storageBytes(),
            top));
  }
}
