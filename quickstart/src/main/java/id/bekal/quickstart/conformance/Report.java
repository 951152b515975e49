package id.bekal.quickstart.conformance;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What was found, for eyes or for programs. */
record Report(String receiver, List<Finding> findings) {

    private static final String GUIDE = "docs/integration.md#receiving-webhooks";

    boolean passed() {
        return count(Outcome.FAILED) == 0;
    }

    private long count(Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    private boolean lacksEffects() {
        return findings.stream()
                .anyMatch(
                        finding ->
                                finding.check() == Check.EFFECT_ONCE
                                        && finding.outcome() == Outcome.SKIPPED);
    }

    /** All went its way but what only the receiver itself could tell. */
    private boolean isUnseen() {
        return lacksEffects() && count(Outcome.PASSED) > 1;
    }

    /** A line for each check, more for what did not pass; Indonesian before English. */
    void print(PrintStream out) {
        findings.forEach(finding -> print(finding, out));
        out.printf(
                "%d lulus, %d awas, %d gagal, %d lewat / %d passed, %d warnings, %d failed, %d"
                        + " skipped%n",
                count(Outcome.PASSED),
                count(Outcome.WARNED),
                count(Outcome.FAILED),
                count(Outcome.SKIPPED),
                count(Outcome.PASSED),
                count(Outcome.WARNED),
                count(Outcome.FAILED),
                count(Outcome.SKIPPED));
        findings.stream()
                .filter(finding -> finding.outcome() == Outcome.SKIPPED)
                .map(Finding::why)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(
                        why -> {
                            out.println("LEWAT: " + why.indonesian());
                            out.println("  SKIPPED: " + why.english());
                        });
        if (isUnseen()) {
            out.println(
                    "Tanpa --received tidak terlihat: apakah ulangan berakibat dua kali, apakah yang"
                            + " ditolak tetap berakibat, dan apakah ada yang hilang.");
            out.println(
                    "  Without --received this was not seen: whether a repetition had its effect"
                            + " twice, whether what was refused had one, and whether anything is"
                            + " missing.");
        }
    }

    private static void print(Finding finding, PrintStream out) {
        Check check = finding.check();
        out.printf(
                "%-6s %s: %s / %s: %s%s%n",
                finding.outcome().indonesian(),
                check,
                check.text().indonesian(),
                finding.outcome(),
                check.text().english(),
                finding.outcome() == Outcome.PASSED && !finding.answered().isEmpty()
                        ? " (" + finding.answered() + ")"
                        : "");
        Text why = finding.why();
        // why something was skipped is said once
        if (why == null || finding.outcome() == Outcome.SKIPPED) {
            return;
        }
        out.println("         " + why.indonesian());
        out.println("           " + why.english());
        if (!finding.sent().isEmpty()) {
            out.println("         dikirim / sent: " + finding.sent());
        }
        out.println("         dijawab / answered: " + finding.answered());
        out.println("         " + check.advice().indonesian());
        out.println("           " + check.advice().english());
        out.println("         " + GUIDE + " (" + check + ")");
    }

    /** One JSON object. */
    void printJson(PrintStream out) {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        report.put("receiver", receiver)
                .put("passed", passed())
                .put("effectsSeen", !lacksEffects());
        for (Outcome outcome : Outcome.values()) {
            report.put(outcome.name().toLowerCase(Locale.ROOT) + "Count", count(outcome));
        }
        ArrayNode checks = report.putArray("checks");
        for (Finding finding : findings) {
            ObjectNode one =
                    checks.addObject()
                            .put("check", finding.check().name())
                            .put("outcome", finding.outcome().name())
                            .put("sent", finding.sent())
                            .put("answered", finding.answered());
            both(one, "what", finding.check().text());
            Text why = finding.why();
            if (why != null) {
                both(one, "why", why);
                both(one, "advice", finding.check().advice());
            }
            one.put("guide", GUIDE);
        }
        out.println(report.toPrettyString());
    }

    static void printUnreachable(URI receiver, String why, PrintStream out) {
        out.println(
                JsonMapper.shared()
                        .createObjectNode()
                        .put("receiver", receiver.toString())
                        .put("passed", false)
                        .put("unreachable", why)
                        .toPrettyString());
    }

    private static void both(ObjectNode node, String name, Text text) {
        node.putObject(name).put("id", text.indonesian()).put("en", text.english());
    }
}
