"""`make lan`: the sandbox over HTTPS, for the machines of one network. See the README."""
