package id.bekal.quickstart.conformance;

/** What an answer that should be another one leads to. */
final class Reasons {

    private Reasons() {}

    static Text notTaken(Answer answer) {
        Integer status = answer.status();
        if (status == null) {
            return answer.failure() == Answer.Failure.TIMED_OUT
                    ? new Text(
                            "tidak ada jawaban pada waktunya: dikirim lagi, walau mungkin sudah diterima",
                            "no answer in time: it is sent again, though it may have been taken")
                    : new Text(
                            "sambungan putus tanpa jawaban: dikirim lagi",
                            "the connection ended without an answer: it is sent again");
        }
        return switch (status) {
            case 400, 401, 403 ->
                    new Text(
                            "kiriman yang sah ditolak: kunci lain? bukan byte yang datang? jam tidak tepat?",
                            "a valid delivery was refused: another key? not the bytes that came? a wrong"
                                    + " clock?");
            case 404, 405 ->
                    new Text(
                            "di alamat ini tidak ada yang menerima POST",
                            "nothing takes a POST at this address");
            case 410 ->
                    new Text("410 mematikan webhook seketika", "410 disables the webhook at once");
            case 413 ->
                    new Text(
                            "badan terlalu besar untuk penerima ini, atau proxy di depannya",
                            "the body is too large for this receiver, or a proxy before it");
            case 415 ->
                    new Text(
                            "penerima tidak mau application/cloudevents+json",
                            "the receiver does not want application/cloudevents+json");
            case 429, 503 ->
                    new Text(
                            "masih sibuk setelah ditunggu; dicoba lagi sampai 75 jam",
                            "still busy after a wait; tried again for 75 hours");
            default -> otherwise(answer);
        };
    }

    private static Text otherwise(Answer answer) {
        if (answer.isRedirect()) {
            return new Text(
                    "pengalihan tidak diikuti; dicoba lagi sampai 75 jam, lalu webhook dimatikan",
                    "no redirect is followed; tried again for 75 hours, then the webhook is disabled");
        }
        return new Text(
                "dicoba lagi sampai 75 jam, lalu webhook dimatikan",
                "tried again for 75 hours, then the webhook is disabled");
    }

    static Text notRefused(Answer answer) {
        if (answer.isTaken()) {
            return new Text(
                    "menerima yang tidak ditandatangani siapa pun yang berhak",
                    "takes what nobody signed who may");
        }
        if (answer.isBroken()) {
            return new Text(
                    "rusak karenanya, bukan menolak: 5xx berarti \"coba lagi\", dan dicoba lagi 75 jam",
                    "breaks on it and does not refuse: 5xx means \"try again\", and would be retried for"
                            + " 75 hours");
        }
        return new Text("bukan penolakan (4xx)", "that is no refusal (4xx)");
    }
}
