/** Figures of what was agreed, taught and certified, which tell nothing of any one person. */
@NullMarked
package id.bekal.events.insight;

import org.jspecify.annotations.NullMarked;
