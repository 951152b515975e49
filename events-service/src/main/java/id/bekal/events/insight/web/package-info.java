/** Figures by request. */
@NullMarked
package id.bekal.events.insight.web;

import org.jspecify.annotations.NullMarked;
