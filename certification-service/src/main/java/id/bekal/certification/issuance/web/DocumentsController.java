package id.bekal.certification.issuance.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.certificate.Standing;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.Naming;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

@RestController
@Tag(name = "issuances")
class DocumentsController {

    /**
     * One file of the archive.
     *
     * @param file its name there
     * @param sha256 of its content, in hexadecimal digits
     * @param verify path of the certificate's public verification
     */
    record Entry(String number, CertificateKind kind, String file, String sha256, String verify) {}

    record Manifest(ProgramId program, Instant madeAt, List<Entry> files) {}

    private final Certificates certificates;
    private final Holders holders;
    private final CertificateFiles files;
    private final AccessLog accessLog;
    private final JsonMapper json;
    private final Clock clock;

    DocumentsController(
            Certificates certificates,
            Holders holders,
            CertificateFiles files,
            AccessLog accessLog,
            JsonMapper json,
            Clock clock) {
        this.certificates = certificates;
        this.holders = holders;
        this.files = files;
        this.accessLog = accessLog;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A program's certificates that stand, in one archive (application/zip): the files of each, and
     * last {@code manifest.json}. Whom they name is logged before the first byte; then they are
     * read and written one by one, so that a class of any size takes the memory of one certificate.
     * An archive that was cut off has no manifest and cannot be opened.
     */
    @GetMapping("/api/issuances/{program}/documents")
    @Allowed(Action.ISSUANCE_DOWNLOAD)
    void download(@PathVariable ProgramId program, Caller caller, HttpServletResponse response)
            throws IOException {
        List<CertificateId> ids = certificates.idsOf(program, caller.institution());
        accessLog.record(caller, Action.ISSUANCE_DOWNLOAD, namedBy(ids));
        response.setContentType("application/zip");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"sertifikat-%s.zip\"".formatted(program));
        try (var zip = new ZipOutputStream(response.getOutputStream())) {
            List<Entry> entries = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (CertificateId id : ids) {
                Optional<Certificate> certificate = standing(id);
                if (certificate.isPresent()) {
                    entries.addAll(write(certificate.get(), names, zip));
                }
            }
            var manifest = new Manifest(program, clock.instant(), entries);
            put(zip, "manifest.json", json.writeValueAsBytes(manifest));
        }
    }

    private List<LearnerId> namedBy(List<CertificateId> ids) {
        List<LearnerId> named = new ArrayList<>();
        for (CertificateId id : ids) {
            standing(id)
                    .filter(certificate -> naming(certificate) instanceof Naming.Named)
                    .map(Certificate::learner)
                    .filter(learner -> !named.contains(learner))
                    .ifPresent(named::add);
        }
        return named;
    }

    /** Not what is void: nobody is to print that. */
    private Optional<Certificate> standing(CertificateId id) {
        LocalDate today = LocalDate.now(clock);
        return certificates
                .find(id)
                .filter(certificate -> certificate.standingOn(today) == Standing.VALID);
    }

    private Naming naming(Certificate certificate) {
        return certificate.naming(holders.keysOf(List.of(certificate.learner())));
    }

    private List<Entry> write(Certificate certificate, Set<String> names, ZipOutputStream zip)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        String name = nameOf(certificate, names);
        for (CertificateFiles.File file : files.of(certificate)) {
            put(zip, name + file.ending(), file.content());
            entries.add(
                    new Entry(
                            certificate.number(),
                            certificate.kind(),
                            name + file.ending(),
                            sha256(file.content()),
                            "/verify/" + certificate.token()));
        }
        return entries;
    }

    /** The number, as far as it can be a file's name anywhere; different for each. */
    private static String nameOf(Certificate certificate, Set<String> names) {
        String plain = certificate.number().replaceAll("[^A-Za-z0-9-]+", "-");
        String name = plain;
        for (int n = 2; !names.add(name); n++) {
            name = plain + "_" + n;
        }
        return name;
    }

    private void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.now(clock));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
