/** How changes reach the database: what a transaction writes is sent together, what waits at the same time is committed together. */
@NullMarked
package io.signalbox.engine.commit;

import org.jspecify.annotations.NullMarked;
