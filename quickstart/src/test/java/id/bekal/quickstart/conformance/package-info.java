@NullUnmarked
package id.bekal.quickstart.conformance;

import org.jspecify.annotations.NullUnmarked;
