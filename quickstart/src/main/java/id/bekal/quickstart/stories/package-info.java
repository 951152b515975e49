/** What institutions do with Bekal, told through the gateway as they would do it themselves. */
@NullMarked
package id.bekal.quickstart.stories;

import org.jspecify.annotations.NullMarked;
