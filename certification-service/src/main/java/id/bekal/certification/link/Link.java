package id.bekal.certification.link;

import id.bekal.contracts.InstitutionId;

import java.time.Instant;

/**
 * One link, of whose token only this hash is known.
 *
 * @param hash keyed, so that who reads the store can neither open the link nor try tokens
 * @param issuer whose staff handed it out
 * @param by the client or account
 */
record Link(String hash, InstitutionId issuer, String by, Instant at) {}
