package dev.gatehouse.config.value;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Some addresses side by side: {@code 10.0.0.0/8}, {@code fd00::/8}, or one alone. */
public record AddressRange(String text) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<v4>\\d{1,3}(?:\\.\\d{1,3}){3})(/\\d{1,2})?|(?<v6>[0-9a-fA-F:]+)(/\\d{1,3})?");

  /** Reads an address, and the length of the prefix that the range shares. */
  public static Optional<AddressRange> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    boolean fits =
        form.group("v4") == null
            ? isOf(Inet6Address.class, form.group("v6")) && isPrefix(form.group(4), 128)
            : isOf(Inet4Address.class, form.group("v4")) && isPrefix(form.group(2), 32);
    return fits ? Optional.of(new AddressRange(text)) : Optional.empty();
  }

  private static boolean isOf(Class<? extends InetAddress> family, String address) {
    try {
      return family.isInstance(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private static boolean isPrefix(@Nullable String slashLength, int max) {
    return slashLength == null || Integer.parseInt(slashLength.substring(1)) <= max;
  }

  @Override
  public String toString() {
    return text;
  }
}
