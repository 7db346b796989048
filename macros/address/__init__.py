"""Permanent addresses: how one is made, which ones ever shipped, and where an old one leads."""
