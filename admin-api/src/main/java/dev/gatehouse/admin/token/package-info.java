/** The tokens that Gatehouse itself issues to tenants. */
@NullMarked
package dev.gatehouse.admin.token;

import org.jspecify.annotations.NullMarked;
