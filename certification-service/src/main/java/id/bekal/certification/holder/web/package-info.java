/** An operator brings the holders' keys under the current master key. */
@NullMarked
package id.bekal.certification.holder.web;

import org.jspecify.annotations.NullMarked;
