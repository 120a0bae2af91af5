package dev.gatehouse.admin.api;

import java.util.Optional;

/** One method on one path. */
interface Endpoint {

  /** The HTTP method, in capitals. */
  String method();

  /** The path, its variable segments in braces: {@code /v1/namespaces/{name}}. */
  String path();

  Permission permission();

  /** How it takes its body where that is a file; nothing where it is small. */
  default Optional<Upload> upload() {
    return Optional.empty();
  }

  /** Answers a call; may block, and may throw a {@link ProblemException}. */
  Reply handle(Call call);
}
