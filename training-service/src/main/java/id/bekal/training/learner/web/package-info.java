/** Learners over HTTP. */
@NullMarked
package id.bekal.training.learner.web;

import org.jspecify.annotations.NullMarked;
