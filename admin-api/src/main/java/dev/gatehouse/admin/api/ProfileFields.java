package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.Owner;
import dev.gatehouse.admin.registry.Profile;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Plans;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What callers say of a namespace: absent leaves what was said before, null takes it back. */
final class ProfileFields {
  static final Set<String> NAMES = Set.of("owner", "email", "plan", "limits", "protected");
  private static final Set<String> LIMITS = Set.of("perSecondMax", "perMinuteMax", "concurrentMax");

  private final Fields fields;
  private final Optional<String> owner;
  private final Optional<String> email;
  private final Optional<String> plan;
  private final Optional<Limits> limits;

  /** Reads them; the caller of this says when all of its own fields are read, too. */
  ProfileFields(Fields fields, Plans plans) {
    this.fields = fields;
    this.owner = fields.text("owner", Texts.OWNER);
    this.email = fields.text("email", Texts.EMAIL);
    this.plan = plan(fields, plans.names());
    this.limits = fields.object("limits", LIMITS).map(ProfileFields::limits);
    var _ = fields.flag("protected", false);
  }

  private static Optional<String> plan(Fields fields, Set<String> known) {
    if (known.isEmpty()) {
      return fields.text("plan", Texts.PLAN);
    }
    String expected = "one of the configured plans: " + String.join(", ", new TreeSet<>(known));
    return fields.text("plan", expected, known::contains);
  }

  private static Limits limits(Fields fields) {
    return new Limits(
        fields.number("perSecondMax", 1),
        fields.number("perMinuteMax", 1),
        fields.number("concurrentMax", 1));
  }

  Profile over(Profile old) {
    return new Profile(
        new Owner(
            fields.has("owner") ? owner : old.owner().user(),
            fields.has("email") ? email : old.owner().email()),
        fields.has("plan") ? plan : old.plan(),
        fields.flag("protected", old.isProtected()));
  }

  Optional<Limits> over(Optional<Limits> old) {
    return fields.has("limits") ? limits : old;
  }
}
