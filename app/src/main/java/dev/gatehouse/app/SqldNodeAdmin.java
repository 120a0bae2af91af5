package dev.gatehouse.app;

import dev.gatehouse.admin.provision.NodeAdmin;
import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.tenancy.NamespaceId;

/** What provisioning asks of an sqld, asked through its admin API. */
final class SqldNodeAdmin implements NodeAdmin {
  private final SqldAdmin sqld;

  SqldNodeAdmin(SqldAdmin sqld) {
    this.sqld = sqld;
  }

  @Override
  public void create(NamespaceId id) throws NodeFailedException {
    try {
      sqld.create(id);
    } catch (SqldException e) {
      throw failed(e);
    }
  }

  @Override
  public boolean exists(NamespaceId id) throws NodeFailedException {
    try {
      return sqld.exists(id);
    } catch (SqldException e) {
      throw failed(e);
    }
  }

  @Override
  public void delete(NamespaceId id) throws NodeFailedException {
    try {
      sqld.delete(id);
    } catch (SqldException e) {
      throw failed(e);
    }
  }

  private static NodeFailedException failed(SqldException e) {
    return new NodeFailedException(String.valueOf(e.getMessage()), e);
  }
}
