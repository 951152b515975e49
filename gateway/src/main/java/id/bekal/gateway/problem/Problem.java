package id.bekal.gateway.problem;

import org.springframework.http.HttpStatus;

/** What can be wrong before a service has answered; the name is the stable {@code code}. */
public enum Problem {
    MALFORMED_REQUEST(
            HttpStatus.BAD_REQUEST,
            new Text("Permintaan tidak sah", "Permintaan ini tidak dapat dibaca."),
            new Text("Bad request", "The request cannot be read.")),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            new Text("Belum terautentikasi", "Sertakan token akses yang masih berlaku."),
            new Text("Unauthenticated", "Send an access token that is still valid.")),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            new Text("Tidak diizinkan", "Token ini tidak memberi izin untuk tindakan tersebut."),
            new Text("Forbidden", "The token does not permit this.")),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            new Text("Tidak ditemukan", "Tidak ada apa pun di alamat ini."),
            new Text("Not found", "There is nothing at this address.")),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            new Text("Metode tidak didukung", "Alamat ini tidak menerima metode tersebut."),
            new Text("Method not allowed", "This address does not take that method.")),
    REQUEST_TIMEOUT(
            HttpStatus.REQUEST_TIMEOUT,
            new Text(
                    "Permintaan terlalu lambat",
                    "Isi permintaan tidak selesai dikirim tepat waktu."),
            new Text("Request timeout", "The request body was not sent in time.")),
    PAYLOAD_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            new Text("Isi terlalu besar", "Isi permintaan melebihi ukuran yang diizinkan."),
            new Text("Payload too large", "The request body exceeds the permitted size.")),
    RATE_LIMITED(
            HttpStatus.TOO_MANY_REQUESTS,
            new Text(
                    "Terlalu banyak permintaan",
                    "Batas jumlah permintaan terlampaui. Coba lagi setelah waktu pada Retry-After."),
            new Text(
                    "Too many requests",
                    "The rate limit is exceeded. Try again after the time in Retry-After.")),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            new Text("Kesalahan internal", "Terjadi kesalahan di pihak kami. Silakan coba lagi."),
            new Text("Internal error", "Something went wrong on our side. Please try again.")),
    BAD_GATEWAY(
            HttpStatus.BAD_GATEWAY,
            new Text("Layanan gagal menjawab", "Jawaban layanan terputus. Silakan coba lagi."),
            new Text("Bad gateway", "The service broke off its answer. Please try again.")),
    SERVICE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            new Text(
                    "Layanan tidak tersedia",
                    "Layanan ini sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi."),
            new Text(
                    "Service unavailable",
                    "The service cannot be reached at the moment. Please try again shortly.")),
    GATEWAY_TIMEOUT(
            HttpStatus.GATEWAY_TIMEOUT,
            new Text(
                    "Layanan terlalu lama menjawab",
                    "Layanan tidak menjawab tepat waktu. Permintaan mungkin tetap diproses."),
            new Text(
                    "Gateway timeout",
                    "The service did not answer in time. It may still carry out the request."));

    private final HttpStatus status;
    private final Text indonesian;
    private final Text english;

    Problem(HttpStatus status, Text indonesian, Text english) {
        this.status = status;
        this.indonesian = indonesian;
        this.english = english;
    }

    /** The HTTP status it is answered with. */
    public HttpStatus status() {
        return status;
    }

    Text in(Language language) {
        return switch (language) {
            case INDONESIAN -> indonesian;
            case ENGLISH -> english;
        };
    }

    record Text(String title, String detail) {}
}
