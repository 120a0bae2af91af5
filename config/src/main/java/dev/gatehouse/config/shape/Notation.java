package dev.gatehouse.config.shape;

import dev.gatehouse.config.value.AddressRange;
import dev.gatehouse.config.value.ByteSize;
import dev.gatehouse.config.value.DomainName;
import dev.gatehouse.config.value.HostPort;
import dev.gatehouse.config.value.PublicKeyPem;
import dev.gatehouse.config.value.RowsMax;
import dev.gatehouse.config.value.Secret;
import dev.gatehouse.config.value.StorageMax;
import dev.gatehouse.config.value.TokenAlgorithm;
import dev.gatehouse.config.value.Units;
import dev.gatehouse.config.value.WebOrigin;
import dev.gatehouse.config.value.WebUrl;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one Java type are written.
 *
 * @param type the Java type
 * @param name what such a value is, in the manual and in problems
 * @param form the ways in which it may be given
 * @param reader the value of a text, or nothing
 * @param writer the text of a value
 * @param scale its size as a number, where there is one
 */
public record Notation<T>(
    Class<T> type,
    String name,
    Form form,
    Function<String, Optional<T>> reader,
    Function<T, String> writer,
    @Nullable Scale<T> scale) {

  private static final String COMMA = ",";
  private static final Pattern TRUTH = Pattern.compile("true|false");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

  /** Nothing but a host and a port: no user, no path, no query. */
  private static final Pattern WHOLE_HOST = Pattern.compile("//[^/?@]+/?");

  private static final Set<String> WEB = Set.of("http", "https");

  private static final List<Notation<?>> ALL =
      List.of(
          new Notation<>(
              Integer.class,
              "a whole number",
              Form.PLAIN,
              text -> matching(WHOLE_NUMBER, text).map(Integer::valueOf),
              String::valueOf,
              new Scale<>(Integer::longValue, Math::toIntExact)),
          new Notation<>(
              Duration.class,
              "a time such as `250ms`, `5s`, `10m`, `2h` or `30d`",
              Form.PLAIN,
              text -> Units.TIME.parse(text).map(Duration::ofMillis),
              Units::format,
              new Scale<>(Duration::toMillis, Duration::ofMillis)),
          new Notation<>(
              ByteSize.class,
              "a size such as `512B`, `8KiB`, `4MiB` or `1GiB`",
              Form.PLAIN,
              text -> Units.BYTES.parse(text).map(ByteSize::new),
              ByteSize::toString,
              new Scale<>(ByteSize::bytes, ByteSize::new)),
          plain(RowsMax.class, "a whole number, or `none`", RowsMax::parse),
          plain(
              StorageMax.class, "a size such as `512MiB` or `5GiB`, or `none`", StorageMax::parse),
          plain(HostPort.class, "`host:port` or `[address]:port`", HostPort::parse),
          plain(Path.class, "a path", Notation::path),
          plain(URI.class, "a URL such as `http://host:port`", Notation::url),
          plain(WebUrl.class, "a URL such as `https://host/path`", WebUrl::parse),
          plain(DomainName.class, "a domain such as `db.example.com`", DomainName::parse),
          plain(
              WebOrigin.class, "an origin such as `https://app.example`, or `*`", WebOrigin::parse),
          plain(
              AddressRange.class,
              "a range of addresses such as `10.0.0.0/8` or `fd00::/8`",
              AddressRange::parse),
          plain(
              TokenAlgorithm.class,
              "one of " + Arrays.toString(TokenAlgorithm.values()),
              TokenAlgorithm::parse),
          plain(
              Boolean.class,
              "`true` or `false`",
              text -> matching(TRUTH, text).map(Boolean::valueOf)),
          plain(String.class, "a text", text -> Optional.of(text).filter(t -> !t.isBlank())),
          new Notation<>(
              PublicKeyPem.class,
              "a public key in PEM",
              Form.DOCUMENT,
              PublicKeyPem::parse,
              PublicKeyPem::toString,
              null),
          new Notation<>(
              Secret.class,
              "a secret: `{file: PATH}` or `{env: NAME}`",
              Form.SECRET,
              text -> Optional.of(text).filter(t -> !t.isEmpty()).map(Secret::new),
              Secret::toString,
              null));

  /** The way between a value and its size in the smallest unit. */
  public record Scale<T>(Function<T, Long> toSize, Function<Long, T> ofSize) {}

  /** The notation of a type. */
  static Notation<?> of(Class<?> type) {
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    return ALL.stream()
        .filter(notation -> notation.type().equals(boxed))
        .findFirst()
        .or(
            () ->
                type.isEnum() ? Optional.of(ofEnum(type.asSubclass(Enum.class))) : Optional.empty())
        .orElseThrow(() -> new IllegalArgumentException("no notation for " + type));
  }

  /** The value that a text stands for, or nothing. */
  public Optional<T> read(String text) {
    return reader.apply(text);
  }

  /** The text that stands for a value of this type. */
  public String write(Object value) {
    return writer.apply(type.cast(value));
  }

  /** The size of a value, where such values have one. */
  public OptionalLong sizeOf(Object value) {
    return scale == null
        ? OptionalLong.empty()
        : OptionalLong.of(scale.toSize().apply(type.cast(value)));
  }

  /** The notation of a list of such values; none of them has a comma in its text. */
  @SuppressWarnings("rawtypes")
  static Notation<?> ofList(Notation<?> item) {
    return new Notation<>(
        List.class,
        "a list, each item " + item.name(),
        Form.LIST,
        text -> items(item, text),
        list -> ((List<?>) list).stream().map(item::write).collect(Collectors.joining(COMMA)),
        null);
  }

  @SuppressWarnings("rawtypes")
  private static Optional<List> items(Notation<?> item, String text) {
    List<String> texts =
        text.isBlank()
            ? List.of()
            : Arrays.stream(text.split(COMMA, -1)).map(String::strip).toList();
    List<?> values = texts.stream().flatMap(t -> item.read(t).stream()).toList();
    return values.size() == texts.size() ? Optional.of(values) : Optional.empty();
  }

  private static <T> Notation<T> plain(
      Class<T> type, String name, Function<String, Optional<T>> reader) {
    return new Notation<>(type, name, Form.PLAIN, reader, Object::toString, null);
  }

  @SuppressWarnings("rawtypes")
  private static Notation<?> ofEnum(Class<? extends Enum> type) {
    List<Enum> constants = Arrays.asList(type.getEnumConstants());
    return new Notation<>(
        Enum.class,
        constants.stream().map(c -> "`" + nameOf(c) + "`").collect(Collectors.joining(" or ")),
        Form.PLAIN,
        text -> constants.stream().filter(c -> nameOf(c).equals(text)).findFirst(),
        Notation::nameOf,
        null);
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<String> matching(Pattern form, String text) {
    return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<URI> url(String text) {
    try {
      URI uri = new URI(text);
      boolean bare = WHOLE_HOST.matcher(uri.getRawSchemeSpecificPart()).matches();
      boolean web = uri.getScheme() != null && WEB.contains(uri.getScheme());
      return web && bare && uri.getHost() != null && uri.getRawFragment() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
