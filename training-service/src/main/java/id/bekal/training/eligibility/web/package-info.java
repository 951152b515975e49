/** Eligibility policies over HTTP. */
@NullMarked
package id.bekal.training.eligibility.web;

import org.jspecify.annotations.NullMarked;
