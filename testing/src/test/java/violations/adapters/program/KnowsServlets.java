package violations.adapters.program;

import jakarta.servlet.http.HttpServletRequest;

class KnowsServlets {

    String path(HttpServletRequest request) {
        return request.getPathInfo();
    }
}
