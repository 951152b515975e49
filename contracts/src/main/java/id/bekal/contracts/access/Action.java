package id.bekal.contracts.access;

import static id.bekal.contracts.access.Relation.ANY;
import static id.bekal.contracts.access.Relation.CERTIFIER;
import static id.bekal.contracts.access.Relation.CUSTODIAN;
import static id.bekal.contracts.access.Relation.LAST_CUSTODIAN;
import static id.bekal.contracts.access.Relation.OWN;
import static id.bekal.contracts.access.Relation.PARTY;
import static id.bekal.contracts.access.Relation.PROVIDER;
import static id.bekal.contracts.access.Relation.REGION;
import static id.bekal.contracts.access.Role.ADMINISTRATOR;
import static id.bekal.contracts.access.Role.HEAD;
import static id.bekal.contracts.access.Role.INSTRUCTOR;
import static id.bekal.contracts.access.Role.INTEGRATOR;
import static id.bekal.contracts.access.Role.OBSERVER;
import static id.bekal.contracts.access.Role.OFFICER;
import static id.bekal.contracts.access.Role.OPERATOR;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of rules: action × role × relation. What no row grants is denied. A missing scope or
 * role is 403. A missing relation is 403 to who may read the resource, and 404 to everyone else, as
 * if there were nothing. docs/security.md shows it as a table, made from here.
 *
 * <p>A handler names its action by {@code @Allowed}; one that names none answers nobody, and the
 * build fails.
 */
public enum Action {
    // ---- institutions
    INSTITUTION_READ(Resource.INSTITUTION, Scope.NONE, everyone(), ANY),
    INSTITUTION_REGISTER(Resource.INSTITUTION, Scope.INSTITUTIONS_WRITE, staff(), REGION),
    INSTITUTION_CHANGE(Resource.INSTITUTION, Scope.INSTITUTIONS_WRITE, staff(), REGION),

    // ---- agreements
    AGREEMENT_READ(
            Resource.AGREEMENT,
            Scope.AGREEMENTS_READ,
            grant(staff(), PARTY),
            grant(staff(), REGION)),
    AGREEMENT_DRAFT(Resource.AGREEMENT, Scope.AGREEMENTS_WRITE, staff(), PARTY),
    AGREEMENT_CHANGE(
            Resource.AGREEMENT,
            Scope.AGREEMENTS_WRITE,
            grant(staff(), PARTY),
            grant(staff(), REGION)),
    AGREEMENT_SIGN(Resource.AGREEMENT, Scope.AGREEMENTS_WRITE, staff(), PARTY),

    // ---- the provider's catalogue
    CURRICULUM_READ(Resource.CURRICULUM, Scope.TRAINING_READ, teaching(), OWN),
    CURRICULUM_CHANGE(Resource.CURRICULUM, Scope.TRAINING_WRITE, staff(), OWN),
    INSTRUCTOR_READ(Resource.INSTRUCTOR, Scope.TRAINING_READ, teaching(), OWN),
    INSTRUCTOR_CHANGE(Resource.INSTRUCTOR, Scope.TRAINING_WRITE, staff(), OWN),
    POLICY_READ(Resource.POLICY, Scope.TRAINING_READ, staff(), OWN),
    POLICY_CHANGE(Resource.POLICY, Scope.TRAINING_WRITE, staff(), OWN),

    // ---- learners
    LEARNER_REGISTER(Resource.LEARNER, Scope.TRAINING_WRITE, staff(), CUSTODIAN),
    LEARNER_READ(Resource.LEARNER, Scope.TRAINING_READ, staff(), CUSTODIAN),
    LEARNER_CHANGE(Resource.LEARNER, Scope.TRAINING_WRITE, staff(), CUSTODIAN),
    /** A named learner, for a reason that is logged. */
    LEARNER_INSPECT(Resource.LEARNER, Scope.TRAINING_READ, people(), REGION),
    LEARNER_MERGE(Resource.LEARNER, Scope.TRAINING_WRITE, staff(), CUSTODIAN),
    LEARNER_MERGE_CONFIRM(Resource.LEARNER, Scope.TRAINING_WRITE, heads(), CUSTODIAN),
    LEARNER_ERASE(
            Resource.LEARNER,
            Scope.TRAINING_WRITE,
            grant(staff(), CUSTODIAN),
            grant(staff(), LAST_CUSTODIAN)),
    LEARNER_ERASE_CONFIRM(
            Resource.LEARNER,
            Scope.TRAINING_WRITE,
            grant(heads(), CUSTODIAN),
            grant(heads(), LAST_CUSTODIAN)),

    // ---- programs
    PROGRAM_PLAN(Resource.PROGRAM, Scope.TRAINING_WRITE, staff(), PROVIDER),
    PROGRAM_READ(
            Resource.PROGRAM,
            Scope.TRAINING_READ,
            grant(teaching(), PROVIDER),
            grant(staff(), CUSTODIAN),
            grant(staff(), CERTIFIER),
            grant(counting(), REGION)),
    PROGRAM_RUN(Resource.PROGRAM, Scope.TRAINING_WRITE, staff(), PROVIDER),
    PROGRAM_CANCEL(
            Resource.PROGRAM,
            Scope.TRAINING_WRITE,
            grant(staff(), PROVIDER),
            grant(staff(), CUSTODIAN)),
    /** The class by name. */
    CLASS_READ(
            Resource.PROGRAM,
            Scope.TRAINING_READ,
            grant(teaching(), PROVIDER),
            grant(staff(), CUSTODIAN)),
    /** By name whom the certification body is to test. */
    CANDIDATES_READ(Resource.PROGRAM, Scope.TRAINING_READ, staff(), CERTIFIER),
    /** Attendance and results. */
    CLASS_TEACH(Resource.PROGRAM, Scope.TRAINING_WRITE, teaching(), PROVIDER),
    ATTENDANCE_READ(
            Resource.PROGRAM,
            Scope.TRAINING_READ,
            grant(teaching(), PROVIDER),
            grant(staff(), CUSTODIAN)),
    /** One seat by pseudonym. */
    ENROLMENT_READ(
            Resource.PROGRAM,
            Scope.TRAINING_READ,
            grant(teaching(), PROVIDER),
            grant(staff(), CUSTODIAN)),
    ENROLMENT_PROPOSE(Resource.PROGRAM, Scope.TRAINING_WRITE, staff(), CUSTODIAN),
    ENROLMENT_DECIDE(Resource.PROGRAM, Scope.TRAINING_WRITE, staff(), CUSTODIAN),
    ENROLMENT_WITHDRAW(
            Resource.PROGRAM,
            Scope.TRAINING_WRITE,
            grant(staff(), PROVIDER),
            grant(staff(), CUSTODIAN)),
    ENROLMENT_OVERRIDE(Resource.PROGRAM, Scope.TRAINING_WRITE, staff(), CUSTODIAN),
    ENROLMENT_OVERRIDE_CONFIRM(Resource.PROGRAM, Scope.TRAINING_WRITE, heads(), CUSTODIAN),

    // ---- certificates
    CERTIFICATE_READ(Resource.CERTIFICATE, Scope.CERTIFICATES_READ, staff(), Relation.ISSUER),
    CERTIFICATE_REVOKE(Resource.CERTIFICATE, Scope.CERTIFICATES_WRITE, staff(), Relation.ISSUER),
    CERTIFICATE_REVOKE_CONFIRM(
            Resource.CERTIFICATE, Scope.CERTIFICATES_WRITE, heads(), Relation.ISSUER),
    /** Hands the holder a link to all certificates of that person. */
    CERTIFICATE_SHARE(Resource.CERTIFICATE, Scope.CERTIFICATES_WRITE, staff(), Relation.ISSUER),
    CERTIFICATE_REPLACE(Resource.CERTIFICATE, Scope.CERTIFICATES_WRITE, heads(), Relation.ISSUER),
    COMPETENCE_RECORD(Resource.CERTIFICATE, Scope.CERTIFICATES_WRITE, staff(), Relation.ISSUER),
    /** What became of completed programs, without a name. */
    ISSUANCE_READ(Resource.ISSUANCE, Scope.CERTIFICATES_READ, staff(), Relation.ISSUER),
    /** All certificates of a program in one archive, by name. */
    ISSUANCE_DOWNLOAD(Resource.ISSUANCE, Scope.CERTIFICATES_READ, staff(), Relation.ISSUER),
    ISSUANCE_APPROVE(Resource.ISSUANCE, Scope.CERTIFICATES_WRITE, heads(), Relation.ISSUER),
    ISSUER_READ(Resource.ISSUER, Scope.CERTIFICATES_READ, staff(), OWN),
    ISSUER_CHANGE(Resource.ISSUER, Scope.CERTIFICATES_WRITE, staff(), OWN),
    /** Keys that sign: a person's word. */
    ISSUER_KEYS_CHANGE(Resource.ISSUER, Scope.CERTIFICATES_WRITE, heads(), OWN),

    // ---- feeds
    FEED_READ(Resource.FEED, Scope.EVENTS_READ, staff(), OWN),
    WEBHOOK_READ(Resource.WEBHOOK, Scope.EVENTS_READ, staff(), OWN),
    WEBHOOK_MANAGE(Resource.WEBHOOK, Scope.EVENTS_WRITE, staff(), OWN),

    // ---- figures
    /** Counts, in which nobody is named and few are not told apart. */
    INSIGHTS_READ(Resource.INSIGHTS, Scope.EVENTS_READ, counting(), OWN),

    // ---- clients and accounts
    CLIENT_READ(
            Resource.CLIENT,
            Scope.ACCOUNTS,
            grant(administrators(), OWN),
            grant(overseers(), REGION)),
    CLIENT_MANAGE(
            Resource.CLIENT,
            Scope.ACCOUNTS,
            grant(administrators(), OWN),
            grant(overseers(), REGION)),
    ACCOUNT_READ(
            Resource.ACCOUNT,
            Scope.ACCOUNTS,
            grant(administrators(), OWN),
            grant(overseers(), REGION)),
    ACCOUNT_MANAGE(
            Resource.ACCOUNT,
            Scope.ACCOUNTS,
            grant(administrators(), OWN),
            grant(overseers(), REGION)),

    // ---- operations
    DEAD_LETTERS(Resource.INSTALLATION, Scope.OPERATIONS, operators(), ANY),
    ACCESS_LOG_READ(Resource.INSTALLATION, Scope.OPERATIONS, operators(), ANY),
    KEYS_ROTATE(Resource.INSTALLATION, Scope.OPERATIONS, operators(), ANY),
    SIGNING_KEYS_ROTATE(Resource.INSTALLATION, Scope.OPERATIONS, operators(), ANY);

    /** What a token may be limited to; empty is no scope. */
    public static final class Scope {
        static final String NONE = "";
        static final String INSTITUTIONS_WRITE = "institutions.write";
        static final String AGREEMENTS_READ = "agreements.read";
        static final String AGREEMENTS_WRITE = "agreements.write";
        static final String TRAINING_READ = "training.read";
        static final String TRAINING_WRITE = "training.write";
        static final String CERTIFICATES_READ = "certificates.read";
        static final String CERTIFICATES_WRITE = "certificates.write";
        static final String EVENTS_READ = "events.read";
        static final String EVENTS_WRITE = "events.write";
        static final String ACCOUNTS = "accounts";
        static final String OPERATIONS = "operations";

        private Scope() {}
    }

    private final Resource resource;
    private final String scope;
    private final List<Grant> grants;

    Action(Resource resource, String scope, Set<Role> roles, Relation relation) {
        this(resource, scope, grant(roles, relation));
    }

    Action(Resource resource, String scope, Grant... grants) {
        this.resource = resource;
        this.scope = scope;
        this.grants = List.of(grants);
    }

    public Resource resource() {
        return resource;
    }

    /** The scope its caller's token needs; empty when none. */
    public String scope() {
        return scope;
    }

    public List<Grant> grants() {
        return grants;
    }

    /** Relations in which one of the roles may do it; empty: nobody with these roles may. */
    public Set<Relation> relationsFor(Set<Role> roles) {
        return grants.stream()
                .filter(grant -> grant.roles().stream().anyMatch(roles::contains))
                .map(Grant::relation)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The action of reading a resource of this kind, if reading is one action. */
    public static Optional<Action> reading(Resource resource) {
        return Arrays.stream(values())
                .filter(action -> action.name().equals(resource.name() + "_READ"))
                .findFirst();
    }

    private static Grant grant(Set<Role> roles, Relation relation) {
        return new Grant(roles, relation);
    }

    private static Set<Role> roles(Role... roles) {
        return EnumSet.copyOf(Arrays.asList(roles));
    }

    private static Set<Role> staff() {
        return roles(INTEGRATOR, OFFICER, HEAD);
    }

    private static Set<Role> teaching() {
        return roles(INTEGRATOR, OFFICER, HEAD, INSTRUCTOR);
    }

    private static Set<Role> counting() {
        return roles(INTEGRATOR, OFFICER, HEAD, OBSERVER);
    }

    /** The second word is a person's. */
    private static Set<Role> heads() {
        return roles(HEAD);
    }

    /** No program asks for a named person without a reason that someone thought of. */
    private static Set<Role> people() {
        return roles(OFFICER, HEAD);
    }

    /** Who keeps the own institution's clients and accounts; its software keeps none. */
    private static Set<Role> administrators() {
        return roles(ADMINISTRATOR);
    }

    /** An authority's software may keep those of the institutions that it oversees. */
    private static Set<Role> overseers() {
        return roles(INTEGRATOR, ADMINISTRATOR);
    }

    private static Set<Role> operators() {
        return roles(OPERATOR);
    }

    private static Set<Role> everyone() {
        return EnumSet.allOf(Role.class);
    }
}
