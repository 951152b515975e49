/** The sealed part of events: personal data that travels for one service only. */
@NullMarked
package id.bekal.platform.sealing;

import org.jspecify.annotations.NullMarked;
