/** The catalogue over HTTP. */
@NullMarked
package id.bekal.training.curriculum.web;

import org.jspecify.annotations.NullMarked;
