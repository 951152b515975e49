package id.bekal.contracts.certification;

import id.bekal.contracts.LearnerId;

/**
 * The key to which what certificates print of this learner is sealed: a public P-256 key as a JWK.
 * Its private half is with certification-service, until the learner is erased.
 */
public record HolderKeyIssued(LearnerId learner, String publicKey) implements CertificationEvent {}
