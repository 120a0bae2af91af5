package dev.gatehouse.config;

import dev.gatehouse.config.value.Secret;
import dev.gatehouse.config.value.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** sqld's own replication to an S3 bucket. */
public record BottomlessConfig(
    @Key(
            doc =
                "The bucket that sqld itself copies every change to (its bottomless replication)."
                    + " Without it sqld copies nothing. Goes with all the keys below.")
        Optional<String> bucket,
    @Key(doc = "Where the bucket is served, such as `https://s3.eu-central-1.amazonaws.com`.")
        Optional<WebUrl> endpoint,
    @Key(doc = "The region of the bucket; some services take `auto`.") Optional<String> region,
    @Key(
            doc =
                "What sqld writes before the names of its objects. Two sqlds must never have the"
                    + " same, and it must not change later.")
        Optional<String> databaseId,
    @Key(doc = "The access key id, as `{file: PATH}` or `{env: NAME}`.")
        Optional<Secret> accessKeyId,
    @Key(doc = "The secret access key, as `{file: PATH}` or `{env: NAME}`.")
        Optional<Secret> secretAccessKey)
    implements Checked {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public static final BottomlessConfig DEFAULTS =
      new BottomlessConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public boolean isOn() {
    return bucket.isPresent();
  }

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    boolean any =
        bucket.isPresent()
            || endpoint.isPresent()
            || region.isPresent()
            || databaseId.isPresent()
            || accessKeyId.isPresent()
            || secretAccessKey.isPresent();
    if (!any) {
      return found;
    }
    check("bucket", bucket, BUCKET, "the name of a bucket", found);
    check("region", region, WORD, "a region, such as eu-central-1", found);
    check("databaseId", databaseId, WORD, "letters, digits, _ and -, 1..64 of them", found);
    if (endpoint.isEmpty()) {
      found.add(new Contradiction("endpoint", "missing", "where the bucket is served"));
    } else if (!endpoint.get().isSafe()) {
      found.add(
          new Contradiction("endpoint", endpoint.get(), "https, or an address of this machine"));
    }
    if (accessKeyId.isEmpty()) {
      found.add(new Contradiction("accessKeyId", "missing", "the access key id"));
    }
    if (secretAccessKey.isEmpty()) {
      found.add(new Contradiction("secretAccessKey", "missing", "the secret access key"));
    }
    return found;
  }

  private static void check(
      String key,
      Optional<String> value,
      Pattern form,
      String expected,
      List<Contradiction> found) {
    if (value.isEmpty()) {
      found.add(new Contradiction(key, "missing", expected));
    } else if (!form.matcher(value.get()).matches()) {
      found.add(new Contradiction(key, value.get(), expected));
    }
  }
}
