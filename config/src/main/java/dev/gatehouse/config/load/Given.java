package dev.gatehouse.config.load;

import java.util.List;
import java.util.Map;

/** What somebody wrote, before anybody knows what it means. */
sealed interface Given {
  /** What nobody gave. */
  Given ABSENT = new Nothing(new Origin.Default());

  Origin origin();

  /** What it is, in words that do not repeat it. */
  String kind();

  /** An empty value. */
  record Nothing(Origin origin) implements Given {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /** A value, letter by letter. */
  record Text(String text, Origin origin) implements Given {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** An object. */
  record Fields(Map<String, Given> fields, Origin origin) implements Given {
    @Override
    public String kind() {
      return "an object";
    }
  }

  /** A list. */
  record Items(List<Given> items, Origin origin) implements Given {
    @Override
    public String kind() {
      return "a list";
    }
  }
}
