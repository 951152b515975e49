/** Status lists, for everyone. */
@NullMarked
package id.bekal.certification.status.web;

import org.jspecify.annotations.NullMarked;
