package dev.gatehouse.admin.api;

import java.util.List;

/** Says how the servers of namespaces are. */
final class ListNodes implements Endpoint {
  private final Overview overview;

  ListNodes(Overview overview) {
    this.overview = overview;
  }

  /** One server: it is up or down. */
  record Node(String name, String state) {}

  /** All of them. */
  record Nodes(List<Node> nodes) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/nodes";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    List<Node> nodes =
        overview.nodes().get().stream()
            .map(node -> new Node(node.name(), node.isUp() ? "up" : "down"))
            .toList();
    return Reply.json(200, new Nodes(nodes));
  }
}
