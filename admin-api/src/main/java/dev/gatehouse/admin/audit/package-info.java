/** What was changed, by whom and when. */
@NullMarked
package dev.gatehouse.admin.audit;

import org.jspecify.annotations.NullMarked;
