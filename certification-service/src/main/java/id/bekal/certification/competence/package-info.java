/**
 * Competence certificates: recorded under the certification body's own number, with an end and
 * notices before it.
 */
@NullMarked
package id.bekal.certification.competence;

import org.jspecify.annotations.NullMarked;
