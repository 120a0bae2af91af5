package dev.gatehouse.config.load;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path the key, the variable or the file
 * @param found what is there; never a secret
 * @param hint what should be there
 * @param origin the line or the variable that said it; empty where there is none
 */
public record Problem(String path, String found, String hint, String origin) {

  static Problem expected(String path, String found, String expectation, String origin) {
    return new Problem(path, found, "expected: " + expectation.replace("`", ""), origin);
  }

  @Override
  public String toString() {
    return path + ": " + found + " (" + hint + ")" + (origin.isEmpty() ? "" : " [" + origin + "]");
  }
}
