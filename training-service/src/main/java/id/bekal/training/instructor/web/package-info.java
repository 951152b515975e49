/** Instructors over HTTP. */
@NullMarked
package id.bekal.training.instructor.web;

import org.jspecify.annotations.NullMarked;
