/** Schema sets: ordered migrations, and a ledger in each namespace of those that it has. */
@NullMarked
package dev.gatehouse.admin.schema;

import org.jspecify.annotations.NullMarked;
