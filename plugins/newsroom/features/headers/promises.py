"""Promises of policy and headers; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "no-third-parties": Promise(
        "No page loads anything from another host, and no page stores anything in the browser.",
        ("features/headers/test_page_inspection.py", "audit/test_third_party_requests.py"),
    ),
    "strict-policy": Promise(
        "Every page forbids browsers everything that the site does not need, even where a server sends no headers.",
        ("features/headers/test_model.py", "audit/test_third_party_requests.py"),
    ),
    "links-silent": Promise(
        "Links out of the magazine do not say where a reader comes from, and carry no tracking parameters.",
        ("core/test_external_links.py", "features/headers/test_page_inspection.py"),
    ),
}
