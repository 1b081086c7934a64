"""The staff port: call-backs and journey pages, behind a login."""
