/** A certification body records a competence certificate. */
@NullMarked
package id.bekal.certification.competence.web;

import org.jspecify.annotations.NullMarked;
