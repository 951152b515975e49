package id.bekal.agreements.agreement;

import id.bekal.contracts.InstitutionId;

/**
 * Who acts: an institution, through one of its API clients.
 *
 * @param client recorded with what is signed and stored
 */
public record Actor(InstitutionId institution, String client) {}
