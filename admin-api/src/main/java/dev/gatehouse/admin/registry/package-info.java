/** The truth about namespaces, kept in an embedded SQLite file. */
@NullMarked
package dev.gatehouse.admin.registry;

import org.jspecify.annotations.NullMarked;
