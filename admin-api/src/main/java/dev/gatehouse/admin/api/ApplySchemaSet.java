package dev.gatehouse.admin.api;

import dev.gatehouse.admin.job.Schemas;
import dev.gatehouse.admin.registry.Job;
import dev.gatehouse.admin.schema.SchemaSet;
import org.jspecify.annotations.Nullable;

/** Begins to apply a schema set to the namespaces that follow it. */
final class ApplySchemaSet implements Endpoint {
  private static final int PARALLEL = 4;
  private static final int PARALLEL_MAX = 64;

  private final Schemas schemas;

  ApplySchemaSet(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * What the caller sends.
   *
   * @param version up to which migration, the last where absent
   * @param parallel how many namespaces are worked on at a time
   * @param failuresMax after how many failures the job stops, the first where absent
   * @param dryRun whether it works on copies
   * @param limit how many namespaces it works on, all where absent
   */
  record Request(
      @Nullable Integer version,
      @Nullable Integer parallel,
      @Nullable Integer failuresMax,
      @Nullable Boolean dryRun,
      @Nullable Integer limit) {}

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/schema-sets/{set}/apply";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    Request request = call.json(Request.class);
    return SchemaSetReply.of(schemas.sets(), call, set -> begin(set, request));
  }

  private Reply begin(SchemaSet set, Request request) {
    var errors = new FieldErrors();
    int version = within("version", request.version(), set.latest(), set.latest(), errors);
    int parallel = within("parallel", request.parallel(), PARALLEL, PARALLEL_MAX, errors);
    int failures = within("failuresMax", request.failuresMax(), 1, Integer.MAX_VALUE, errors);
    int namespaces = within("limit", request.limit(), Integer.MAX_VALUE, Integer.MAX_VALUE, errors);
    errors.throwIfAny();
    boolean isDryRun = Boolean.TRUE.equals(request.dryRun());
    var order = new Job.Order(set.name(), version, isDryRun, parallel, failures);
    Job job = schemas.jobs().begin(order, namespaces);
    return Reply.json(202, JobView.of(schemas.jobs(), job))
        .withHeader("location", "/v1/jobs/" + job.id());
  }

  private static int within(
      String field, @Nullable Integer value, int otherwise, int most, FieldErrors errors) {
    if (value == null) {
      return otherwise;
    }
    if (value < 1 || value > most) {
      errors.add(field, "1.." + most);
    }
    return value;
  }
}
