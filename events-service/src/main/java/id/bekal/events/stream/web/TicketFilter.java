package id.bekal.events.stream.web;

import id.bekal.events.stream.Tickets;
import id.bekal.platform.web.Problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Lets a ticket stand for the token it was asked for with, on the stream's address alone. */
final class TicketFilter extends OncePerRequestFilter {

    private final Tickets tickets;
    private final Problems problems;

    TicketFilter(Tickets tickets, Problems problems) {
        this.tickets = tickets;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasToken()) {
            chain.doFilter(request, response);
            return;
        }
        String ticket = request.getParameter("ticket");
        Optional<Jwt> holder = ticket == null ? Optional.empty() : tickets.holder(ticket);
        if (holder.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(request, response, HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new JwtAuthenticationToken(holder.get(), List.of()));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static boolean hasToken() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Jwt;
    }
}
