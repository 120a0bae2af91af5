/** Who may use the admin API: its keys. */
@NullMarked
package dev.gatehouse.admin.access;

import org.jspecify.annotations.NullMarked;
