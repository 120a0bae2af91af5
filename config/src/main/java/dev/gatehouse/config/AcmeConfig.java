package dev.gatehouse.config;

import dev.gatehouse.config.value.DomainName;
import dev.gatehouse.config.value.WebUrl;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Certificates from an authority that gives them out by itself, such as Let's Encrypt. */
public record AcmeConfig(
    @Key(
            doc =
                "The names that clients use, such as `db.example.com`, all in one certificate. With"
                    + " any, Gatehouse gets and renews the certificate of the public listener by"
                    + " itself, over ACME. Each name must lead to this machine, and port 443 to"
                    + " `listen.public`: the authority connects there to see whose it is.")
        List<DomainName> names,
    @Key(
            doc =
                "Where the authority writes to when something is wrong with a certificate. Not"
                    + " every authority asks for it.")
        Optional<String> email,
    @Key(
            doc =
                "`true` says that you agree to the terms of the authority, which you find at its"
                    + " site; without it nothing is asked for. Must be given with"
                    + " `listen.tls.acme.names`.")
        boolean agreeToTerms,
    @Key(
            doc =
                "The directory of the authority. Any that speaks ACME will do, also one of your"
                    + " own, as long as it offers the challenge `tls-alpn-01`.")
        WebUrl directory,
    @Key(
            doc =
                "Take Let's Encrypt's authority for tests, whose certificates no client believes"
                    + " and whose limits are generous: for the first try.")
        boolean staging,
    @Key(
            doc =
                "A certificate in PEM by which the authority's own address is believed, in place"
                    + " of those that the Java runtime believes. For an authority of your own.")
        Optional<Path> trust)
    implements Checked {
  private static final WebUrl LETS_ENCRYPT =
      new WebUrl(URI.create("https://acme-v02.api.letsencrypt.org/directory"));
  private static final URI LETS_ENCRYPT_STAGING =
      URI.create("https://acme-staging-v02.api.letsencrypt.org/directory");

  public static final AcmeConfig DEFAULTS =
      new AcmeConfig(List.of(), Optional.empty(), false, LETS_ENCRYPT, false, Optional.empty());

  public AcmeConfig {
    names = List.copyOf(names);
  }

  /** Whether certificates are to be asked for. */
  public boolean enabled() {
    return !names.isEmpty();
  }

  /** The directory to ask, after all. */
  public URI asked() {
    return staging ? LETS_ENCRYPT_STAGING : directory.uri();
  }

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    if (enabled() && !agreeToTerms) {
      found.add(new Contradiction("agreeToTerms", false, "true, once you have read the terms"));
    }
    if (!directory.uri().getScheme().equals("https")) {
      found.add(new Contradiction("directory", directory, "https"));
    }
    return found;
  }
}
