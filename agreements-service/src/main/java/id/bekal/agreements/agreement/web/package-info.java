/** Agreements over HTTP. */
@NullMarked
package id.bekal.agreements.agreement.web;

import org.jspecify.annotations.NullMarked;
