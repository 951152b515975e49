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
import id.bekal.contracts.certification.CertificateReplaced;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NewIds;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
 * follows from them, so the primary key keeps it. One that takes another's place has an id that
 * follows from the other's: a certificate is replaced once.
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
    private @Nullable Replacement replacement;
    private @Nullable Succession succession;
    private @Nullable CertificateId predecessor;

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
        certificate.recordAsNew(at);
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
        certificate.recordAsNew(at);
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
            case VALID ->
                    replacement == null
                            ? Optional.empty()
                            : Optional.of(CertificateRule.ALREADY_REPLACED);
        };
    }

    /** What objects to another taking its place. */
    public Optional<CertificateRule> objectionToReplacement(LocalDate today, Instant at) {
        return voidAlready()
                .or(
                        () ->
                                standingOn(today) == Standing.EXPIRED
                                        ? Optional.of(CertificateRule.ALREADY_EXPIRED)
                                        : Optional.empty())
                .or(
                        () ->
                                // two are deciding whether it was right at all
                                revocationRequest(at)
                                        .map(r -> CertificateRule.REVOCATION_REQUESTED_ALREADY));
    }

    /**
     * Decides that a corrected one takes its place. It stays valid until that one exists, and
     * nothing else can become of it any more.
     *
     * @param number the successor's; null for the next one of the issuer's series
     * @param letterhead under which the successor is issued
     * @param keys with the learner's
     * @throws InvalidInputException when a result is of a unit that it does not list, or one that a
     *     statement of attainment cannot list
     */
    public Outcome<Certificate> replace(
            Correction correction,
            @Nullable String number,
            Letterhead letterhead,
            KeyRing keys,
            LocalDate today,
            Instant at) {
        Optional<CertificateRule> objection = objectionToReplacement(today, at);
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        List<CertifiedUnit> corrected = corrected(correction.units());
        CertificateId successor = successorOf(id);
        Holder named = correction.holder();
        if (named == null && naming(keys) instanceof Naming.Named(Holder asBefore)) {
            named = asBefore;
        }
        replacement =
                new Replacement(
                        successor,
                        number,
                        letterhead,
                        named == null ? null : keys.encrypt(learner, successor.value(), named),
                        corrected,
                        today,
                        nextNotice,
                        correction.reason(),
                        correction.by(),
                        at);
        nextNotice = null;
        revocationRequest = null;
        return Outcome.accepted(this);
    }

    private List<CertifiedUnit> corrected(Map<String, AssessmentResult> results) {
        for (Map.Entry<String, AssessmentResult> result : results.entrySet()) {
            boolean finished = result.getValue() == AssessmentResult.K;
            if (!lists(result.getKey())
                    || kind == CertificateKind.STATEMENT_OF_ATTAINMENT && !finished) {
                throw new InvalidInputException("units", "OUT_OF_RANGE");
            }
        }
        return units.stream()
                .map(
                        unit ->
                                unit.code() == null
                                        ? unit
                                        : unit.with(
                                                results.getOrDefault(unit.code(), unit.result())))
                .toList();
    }

    private boolean lists(String code) {
        return units.stream().anyMatch(unit -> code.equals(unit.code()));
    }

    /**
     * The one that takes its place, as was decided: the same each time but for its token. It names
     * nobody if the learner was erased since.
     *
     * @throws IllegalStateException when nothing was decided
     */
    public Certificate successor(KeyRing keys, String number, Instant at) {
        Replacement decided = replacement();
        Naming named = keys.open(learner, decided.successor().value(), decided.holder());
        boolean assessedByAnother = kind == CertificateKind.COMPETENCE;
        var successor =
                new Certificate(
                        decided.successor(),
                        new Achievement(
                                kind,
                                program,
                                learner,
                                named instanceof Naming.Named(Holder holder) ? holder : null,
                                title,
                                field,
                                hours,
                                decided.units()),
                        keys,
                        issuer,
                        decided.letterhead(),
                        number,
                        assessedByAnother ? issuedOn : decided.on());
        successor.scheme = scheme;
        successor.validUntil = validUntil;
        successor.nextNotice = decided.nextNotice();
        successor.predecessor = id;
        successor.recordAsNew(at);
        return successor;
    }

    /** What is new: under a number of our series, or under a scheme and its body's own number. */
    private void recordAsNew(Instant at) {
        record(
                scheme == null
                        ? new CertificateIssued(
                                id, kind, program, learner, issuer, number, issuedOn, field)
                        : new CompetenceRecorded(
                                id, learner, issuer, number, scheme, issuedOn, validUntil),
                at,
                Set.of(issuer));
    }

    /**
     * Gives way to its successor, which exists.
     *
     * @return false when it had before
     */
    public boolean giveWayTo(Certificate successor, Instant at) {
        Replacement decided = replacement;
        if (decided == null) {
            return false;
        }
        status = Status.REPLACED;
        succession =
                new Succession(
                        successor.id,
                        successor.token,
                        decided.on(),
                        decided.reason(),
                        decided.by());
        replacement = null;
        record(
                new CertificateReplaced(id, successor.id, learner, issuer, decided.on()),
                at,
                Set.of(issuer));
        return true;
    }

    /**
     * Takes a decision back that can never be carried out.
     *
     * @return false when it is not this one that was decided
     */
    public boolean takeBack(Replacement impossible) {
        if (!impossible.equals(replacement)) {
            return false;
        }
        nextNotice = impossible.nextNotice();
        replacement = null;
        return true;
    }

    /** The same each time, as {@link #idOf}. */
    private static CertificateId successorOf(CertificateId replaced) {
        return new CertificateId(NewIds.derived("successor " + replaced));
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

    /** Revoked or replaced: it vouches for nothing any more. */
    public boolean isVoid() {
        return status != Status.VALID;
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

    /** Whether another is to take its place and does not yet. */
    public boolean awaitsSuccessor() {
        return replacement != null;
    }

    /**
     * @throws IllegalStateException when nothing was decided, or it is done
     */
    public Replacement replacement() {
        if (replacement == null) {
            throw new IllegalStateException("nothing takes the place of " + id);
        }
        return replacement;
    }

    /** Null unless it gave way to another. */
    public @Nullable Succession succession() {
        return succession;
    }

    /** The one whose place it took; null for one that took none. */
    public @Nullable CertificateId predecessor() {
        return predecessor;
    }
}
