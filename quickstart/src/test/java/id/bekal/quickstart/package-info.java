@NullUnmarked
package id.bekal.quickstart;

import org.jspecify.annotations.NullUnmarked;
