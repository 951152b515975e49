// Signing in by code and PKCE at this address's own provider. The token is in this module's memory and nowhere else.
const CLIENT = "bekal-console";
const SCOPE = "openid events.read";
const BEGUN = "bekal-sign-in"; // what must outlive the way to the provider and back: no token

let token = null;
let idToken = null;
let expires = 0;

const redirect = () => location.origin + "/";
const bytes = length => crypto.getRandomValues(new Uint8Array(length));
const base64url = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

export const current = () => (token !== null && Date.now() < expires ? token : null);
export const expiresAt = () => expires;

export function forget() {
  token = null;
  expires = 0;
}

/** What the token says of its holder: institution, roles. */
export function claims() {
  const payload = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), c => c.charCodeAt(0))));
}

/** The address at which the provider takes this page back, if it is another one. */
export async function otherAddress() {
  const answer = await fetch("/.well-known/openid-configuration");
  if (!answer.ok) {
    return null;
  }
  const issuer = new URL((await answer.json()).issuer);
  return issuer.origin === location.origin ? null : issuer.origin + "/";
}

/** Leaves the page; `silently` for one who is signed in already. */
export async function begin(silently) {
  const verifier = base64url(bytes(32));
  const state = base64url(bytes(16));
  sessionStorage.setItem(BEGUN, JSON.stringify({ verifier, state, silently }));
  const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const question = new URLSearchParams({
    response_type: "code",
    client_id: CLIENT,
    redirect_uri: redirect(),
    scope: SCOPE,
    state,
    code_challenge: base64url(challenge),
    code_challenge_method: "S256",
  });
  if (silently) {
    question.set("prompt", "none");
  }
  location.assign("/oauth2/authorize?" + question);
}

/** Back from the provider: "signed-in", "signed-out" when asked silently in vain, "failed", or "none". */
export async function complete() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state")) {
    return "none";
  }
  history.replaceState(null, "", "/");
  const begun = JSON.parse(sessionStorage.getItem(BEGUN) ?? "null");
  sessionStorage.removeItem(BEGUN);
  if (begun === null || begun.state !== answer.get("state")) {
    return "failed";
  }
  if (!answer.has("code")) {
    return begun.silently ? "signed-out" : "failed";
  }
  const response = await fetch("/oauth2/token", {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: answer.get("code"),
      redirect_uri: redirect(),
      client_id: CLIENT,
      code_verifier: begun.verifier,
    }),
  });
  if (!response.ok) {
    return "failed";
  }
  const granted = await response.json();
  token = granted.access_token;
  idToken = granted.id_token ?? null;
  expires = Date.now() + granted.expires_in * 1000;
  return "signed-in";
}

export function signOut() {
  forget();
  const question = new URLSearchParams({ client_id: CLIENT, post_logout_redirect_uri: redirect() });
  if (idToken !== null) {
    question.set("id_token_hint", idToken);
  }
  location.assign("/connect/logout?" + question);
}

/** Asks the API; an answer that is not as it should be is thrown as {status, problem}. */
export async function ask(path, options = {}) {
  const held = current();
  if (held === null) {
    throw { status: 401, problem: {} };
  }
  const answer = await fetch(path, { ...options, headers: { Authorization: "Bearer " + held } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw { status: answer.status, problem: body };
  }
  return body;
}
