"""The group of commands about Sinch's credentials."""

from flask.cli import AppGroup

sinch = AppGroup("sinch", help="Sinch credentials.")
