/** What a provider teaches: fields, competency units, hours, minimum attendance; versioned. */
@NullMarked
package id.bekal.training.curriculum;

import org.jspecify.annotations.NullMarked;
