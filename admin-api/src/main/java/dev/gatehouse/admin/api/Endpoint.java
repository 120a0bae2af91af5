package dev.gatehouse.admin.api;

/** One method on one path. */
interface Endpoint {

  /** The HTTP method, in capitals. */
  String method();

  /** The path, its variable segments in braces: {@code /v1/namespaces/{name}}. */
  String path();

  Permission permission();

  /** Answers a call; may block, and may throw a {@link ProblemException}. */
  Reply handle(Call call);
}
