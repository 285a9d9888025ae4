"""HTTP only: read the request, call a package below, answer."""
