package dev.gatehouse.admin.api;

import dev.gatehouse.admin.api.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Collects all that is wrong with a call, to say it at once. */
final class FieldErrors {
  private final List<FieldError> errors = new ArrayList<>();

  void add(String field, String expected) {
    errors.add(new FieldError(field, expected));
  }

  /** Ends the call where anything was wrong. */
  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }
}
