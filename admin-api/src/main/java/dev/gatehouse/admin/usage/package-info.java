/** What tenants use, what they may use in a month, and what happens when it is used up. */
@NullMarked
package dev.gatehouse.admin.usage;

import org.jspecify.annotations.NullMarked;
