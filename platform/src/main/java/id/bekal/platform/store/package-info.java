/** How aggregates and ids look in MongoDB. */
@NullMarked
package id.bekal.platform.store;

import org.jspecify.annotations.NullMarked;
