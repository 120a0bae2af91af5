package dev.gatehouse.admin.api;

import dev.gatehouse.admin.schema.SchemaException;
import dev.gatehouse.admin.schema.SchemaSet;
import dev.gatehouse.admin.schema.SchemaSets;
import java.util.List;

/** What the endpoints about schema sets have in common. */
final class SchemaSetReply {
  private SchemaSetReply() {}

  /**
   * A schema set as operators see it.
   *
   * @param version its last migration
   */
  record View(String name, int version, List<MigrationView> migrations) {
    static View of(SchemaSet set) {
      return new View(
          set.name(),
          set.latest(),
          set.migrations().stream()
              .map(each -> new MigrationView(each.version(), each.name(), each.checksum()))
              .toList());
    }
  }

  /** A migration as operators see it. */
  record MigrationView(int version, String name, String checksum) {}

  /** What to do with a set. */
  interface Work {
    Reply on(SchemaSet set);
  }

  /** Runs the work on the set of the path. */
  static Reply of(SchemaSets sets, Call call, Work work) {
    try {
      return sets.find(call.variable("set"))
          .map(work::on)
          .orElseGet(
              () ->
                  Reply.problem(
                      Problem.of(
                          404,
                          "Not Found",
                          "unknown-schema-set",
                          "there is no schema set of this name")));
    } catch (SchemaException e) {
      return unusable(e);
    }
  }

  static Reply unusable(SchemaException e) {
    return Reply.problem(Problem.of(422, "Unprocessable Content", "schema-refused", e.sentence()));
  }
}
