/** Institutions over HTTP. */
@NullMarked
package id.bekal.agreements.institution.web;

import org.jspecify.annotations.NullMarked;
