"""The workplace in the browser: pages and the REST API over one store. Nothing it shows comes from elsewhere, and nothing it knows leaves."""
