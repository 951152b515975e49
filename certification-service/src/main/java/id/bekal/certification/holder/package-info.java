/**
 * Whom certificates name, and the one key of each learner that it hangs on: destroyed, nobody can
 * read the learner's name here, on the topic or in a copy of either.
 */
@NullMarked
package id.bekal.certification.holder;

import org.jspecify.annotations.NullMarked;
