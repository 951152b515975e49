/** Programs over HTTP. */
@NullMarked
package id.bekal.training.program.web;

import org.jspecify.annotations.NullMarked;
