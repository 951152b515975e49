package id.bekal.certification.certificate;

import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.KeyRing;
import id.bekal.certification.holder.Naming;
import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.Letterhead;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateExpiring;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;
import id.bekal.platform.web.NewIds;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person can show, and anyone can verify by its token. It holds all it needs to be verified
 * for good: neither the program's closing nor the agreement's end, nor a new name of its issuer
 * touches it. Nothing in it, in its number or in its events tells of custody; events go to the
 * issuer alone. Whom it names is encrypted with the learner's own key and gone with that key; the
 * rest stays.
 *
 * <p>One per program, learner and kind (or, for competence, per learner, scheme and number): the id
 * follows from them, so the primary key keeps it.
 */
@Document("certificates")
public class Certificate extends Aggregate {

    enum Status {
        VALID,
        REVOKED,
        REPLACED
    }

    @Id private CertificateId id;
    private String token;
    private CertificateKind kind;
    private Status status;
    private ProgramId program;
    private LearnerId learner;
    private @Nullable String holder;
    private @Nullable String credential;
    private @Nullable StatusEntry statusEntry;
    private Title title;
    private String field;
    private @Nullable Integer hours;
    private List<CertifiedUnit> units;
    private InstitutionId issuer;
    private String issuerName;
    private String issuerCity;
    private String number;
    private LocalDate issuedOn;
    private @Nullable String scheme;
    private @Nullable LocalDate validUntil;
    private @Nullable LocalDate nextNotice;
    private @Nullable RevocationRequest revocationRequest;
    private @Nullable Revocation revocation;

    @SuppressWarnings("NullAway.Init")
    Certificate() {}

    private Certificate(
            CertificateId id,
            Achievement achievement,
            KeyRing keys,
            InstitutionId issuer,
            Letterhead letterhead,
            String number,
            LocalDate issuedOn) {
        this.id = id;
        this.token = NewIds.random();
        this.status = Status.VALID;
        this.kind = achievement.kind();
        this.program = achievement.program();
        this.learner = achievement.learner();
        Holder named = achievement.holder();
        this.holder = named == null ? null : keys.encrypt(learner, id.value(), named);
        this.title = achievement.title();
        this.field = achievement.field();
        this.hours = achievement.hours();
        this.units = achievement.units();
        this.issuer = issuer;
        this.issuerName = letterhead.name();
        this.issuerCity = letterhead.city();
        this.number = number;
        this.issuedOn = issuedOn;
    }

    /**
     * A training certificate or statement of attainment, under a number of the issuer's series.
     *
     * @param keys with the learner's, if there is a holder to encrypt
     */
    public static Certificate issued(
            Achievement achievement,
            KeyRing keys,
            InstitutionId issuer,
            Letterhead letterhead,
            String number,
            LocalDate issuedOn,
            Instant at) {
        CertificateId id = idOf(achievement.program(), achievement.learner(), achievement.kind());
        var certificate =
                new Certificate(id, achievement, keys, issuer, letterhead, number, issuedOn);
        certificate.record(
                new CertificateIssued(
                        id,
                        achievement.kind(),
                        achievement.program(),
                        achievement.learner(),
                        issuer,
                        number,
                        issuedOn,
                        achievement.field()),
                at,
                Set.of(issuer));
        return certificate;
    }

    /**
     * A competence certificate, under the certification body's own number.
     *
     * @param keys with the learner's
     * @param validUntil the last valid day
     * @param noticeDays how many days before the end a notice is due; those already past when it is
     *     recorded are left out
     * @param today when it is recorded
     */
    public static Certificate competence(
            Achievement achievement,
            KeyRing keys,
            Issuer issuer,
            String number,
            String scheme,
            LocalDate assessedOn,
            LocalDate validUntil,
            List<Integer> noticeDays,
            LocalDate today,
            Instant at) {
        CertificateId id = competenceId(achievement.learner(), scheme, number);
        var certificate =
                new Certificate(
                        id,
                        achievement,
                        keys,
                        issuer.id(),
                        issuer.letterhead(),
                        number,
                        assessedOn);
        certificate.scheme = scheme;
        certificate.validUntil = validUntil;
        certificate.nextNotice = noticeAfter(today.minusDays(1), validUntil, noticeDays);
        certificate.record(
                new CompetenceRecorded(
                        id,
                        achievement.learner(),
                        issuer.id(),
                        number,
                        scheme,
                        assessedOn,
                        validUntil),
                at,
                Set.of(issuer.id()));
        return certificate;
    }

    /** The same each time, so that a retry inserts the same certificate again, which fails. */
    static CertificateId idOf(ProgramId program, LearnerId learner, CertificateKind kind) {
        return new CertificateId(
                NewIds.derived("certificate " + program + ' ' + learner + ' ' + kind));
    }

    static CertificateId competenceId(LearnerId learner, String scheme, String number) {
        // lengths set the free texts apart: "a b" + "c" is not "a" + "b c"
        return new CertificateId(
                NewIds.derived(
                        "competence " + learner + ' ' + scheme.length() + scheme + ' ' + number));
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    /** Takes its place in a status list. */
    public void place(StatusEntry entry) {
        statusEntry = entry;
    }

    /**
     * Carries its credential, encrypted like the holder it names.
     *
     * @param signed a compact JWS
     * @param keys with the learner's
     */
    public void carry(StatusEntry entry, KeyRing keys, String signed) {
        place(entry);
        credential = keys.encryptText(learner, credentialPlace(), signed);
    }

    private String credentialPlace() {
        return id.value() + "/credential";
    }

    /**
     * Asks that it be made void. It stays as it is until another person confirms.
     *
     * @param reason for the issuer's own record, never shown to who verifies
     * @param by who asks
     * @param lapseAfter from then on nobody can confirm it any more
     */
    public Outcome<Certificate> requestRevocation(
            String reason, String by, Instant at, Duration lapseAfter) {
        Optional<CertificateRule> objection =
                voidAlready()
                        .or(
                                () ->
                                        revocationRequest(at)
                                                .map(
                                                        request ->
                                                                CertificateRule
                                                                        .REVOCATION_REQUESTED_ALREADY));
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        revocationRequest = new RevocationRequest(reason, by, at, at.plus(lapseAfter));
        return Outcome.accepted(this);
    }

    /**
     * Makes it void, as was requested.
     *
     * @param by who confirms, another than who requested
     */
    public Outcome<Certificate> confirmRevocation(String by, LocalDate today, Instant at) {
        Optional<CertificateRule> objection = voidAlready();
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        Optional<RevocationRequest> request = revocationRequest(at);
        if (request.isEmpty()) {
            return Outcome.refused(CertificateRule.NO_REVOCATION_REQUESTED);
        }
        if (request.get().by().equals(by)) {
            return Outcome.refused(CertificateRule.SECOND_PERSON_NEEDED);
        }
        status = Status.REVOKED;
        revocation = new Revocation(today, request.get().reason(), request.get().by(), by);
        revocationRequest = null;
        nextNotice = null;
        record(new CertificateRevoked(id, learner, issuer, today), at, Set.of(issuer));
        return Outcome.accepted(this);
    }

    /** Drops the request; the certificate stays as it is, and may be asked about again. */
    public Outcome<Certificate> refuseRevocation(Instant at) {
        Optional<CertificateRule> objection = voidAlready();
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        if (revocationRequest(at).isEmpty()) {
            return Outcome.refused(CertificateRule.NO_REVOCATION_REQUESTED);
        }
        revocationRequest = null;
        return Outcome.accepted(this);
    }

    private Optional<CertificateRule> voidAlready() {
        return switch (status) {
            case REVOKED -> Optional.of(CertificateRule.ALREADY_REVOKED);
            case REPLACED -> Optional.of(CertificateRule.ALREADY_REPLACED);
            case VALID -> Optional.empty();
        };
    }

    /**
     * Gives the notice that is due, if one is; several that are overdue are one. Saving decides
     * which of many instances gave it.
     *
     * @return whether anything changed
     */
    public boolean giveNotice(List<Integer> noticeDays, LocalDate today, Instant at) {
        LocalDate end = validUntil;
        if (nextNotice == null || end == null || nextNotice.isAfter(today)) {
            return false;
        }
        nextNotice = noticeAfter(today, end, noticeDays);
        if (!today.isAfter(end)) {
            record(new CertificateExpiring(id, learner, issuer, end), at, Set.of(issuer));
        }
        return true;
    }

    private static @Nullable LocalDate noticeAfter(
            LocalDate day, LocalDate end, List<Integer> noticeDays) {
        return noticeDays.stream()
                .map(end::minusDays)
                .filter(notice -> notice.isAfter(day))
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    public Standing standingOn(LocalDate today) {
        return switch (status) {
            case REVOKED -> Standing.REVOKED;
            case REPLACED -> Standing.REPLACED;
            case VALID ->
                    validUntil != null && today.isAfter(validUntil)
                            ? Standing.EXPIRED
                            : Standing.VALID;
        };
    }

    public CertificateId id() {
        return id;
    }

    /** Known to who was given the certificate; whoever knows it may verify. */
    public String token() {
        return token;
    }

    public CertificateKind kind() {
        return kind;
    }

    public ProgramId program() {
        return program;
    }

    public LearnerId learner() {
        return learner;
    }

    /** Whom it names, as far as these keys tell. */
    public Naming naming(KeyRing keys) {
        return keys.open(learner, id.value(), holder);
    }

    /** The signed credential; null when there is none, or the learner was erased. */
    public @Nullable String credential(KeyRing keys) {
        return credential == null || keys.isErased(learner)
                ? null
                : keys.decryptText(learner, credentialPlace(), credential);
    }

    /** Where its revocation is published. */
    public @Nullable StatusEntry statusEntry() {
        return statusEntry;
    }

    public Title title() {
        return title;
    }

    public String field() {
        return field;
    }

    public @Nullable Integer hours() {
        return hours;
    }

    public List<CertifiedUnit> units() {
        return units;
    }

    public InstitutionId issuer() {
        return issuer;
    }

    public String issuerName() {
        return issuerName;
    }

    public String issuerCity() {
        return issuerCity;
    }

    public String number() {
        return number;
    }

    public LocalDate issuedOn() {
        return issuedOn;
    }

    public @Nullable String scheme() {
        return scheme;
    }

    /** The last valid day; null for one that does not expire. */
    public @Nullable LocalDate validUntil() {
        return validUntil;
    }

    /** The request that waits for its second person; empty when there is none, or it lapsed. */
    public Optional<RevocationRequest> revocationRequest(Instant at) {
        return Optional.ofNullable(revocationRequest).filter(request -> !request.hasLapsed(at));
    }

    public @Nullable Revocation revocation() {
        return revocation;
    }
}
