@NullMarked
package id.bekal.identity.institution;

import org.jspecify.annotations.NullMarked;
