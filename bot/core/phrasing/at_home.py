"""The one line that a person types at home to see the service from there, in the bot's French."""

from bot.core.model import EndpointResult

HOME = "Pour comparer avec votre réseau, une ligne à taper dans un terminal"
# What the line shows when all is well there.
EXPECTED = {
    "openssl": "« Verification: OK » s'affiche si tout va bien",
    "curl": "une ligne « HTTP » s'affiche si tout va bien",
    "nslookup": "une adresse s'affiche si tout va bien",
}


def suggestion(endpoint: EndpointResult, code: str = "") -> str:
    """The sentence with its line, which stands behind " : "; empty when there is nothing to test by hand."""
    test = home_test(endpoint, code)
    return f"{HOME} ({EXPECTED[test.split()[0]]}) : {test}" if test else ""


def home_test(endpoint: EndpointResult, code: str = "") -> str:
    """One line for a terminal, for a name that leads somewhere or not; empty when there is nothing to test by hand."""
    named = not code.startswith("dns_")
    if named and endpoint.protocol in ("smtp", "imap"):
        starttls = f" -starttls {endpoint.protocol}" if endpoint.security == "starttls" else ""
        # By itself openssl does not look at the name.
        name = f" -verify_hostname {endpoint.host}" if code.startswith("cert_") else ""
        return f"openssl s_client -brief -connect {bracketed(endpoint.host)}:{endpoint.port}{starttls}{name}"
    if named and endpoint.protocol in ("http", "caldav", "carddav"):
        return f"curl -sSI {site(endpoint)}/"
    return f"nslookup {endpoint.host}" if endpoint.host else ""


def site(endpoint: EndpointResult) -> str:
    """`https://webmail.beta.gouv.fr`, the port when it is not the usual one; `http://` only in a laboratory."""
    scheme, usual = ("https", 443) if endpoint.security or endpoint.port == 443 else ("http", 80)
    return f"{scheme}://{bracketed(endpoint.host)}" + ("" if endpoint.port == usual else f":{endpoint.port}")


def bracketed(host: str) -> str:
    """A host as it stands before a port."""
    return f"[{host}]" if ":" in host else host
