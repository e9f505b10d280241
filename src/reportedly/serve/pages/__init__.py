"""The pages: each module has a `router`, which the application includes by itself."""
