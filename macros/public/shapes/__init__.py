"""The public records of the API: the shape of each, and how it is made from the Handbook.

The shapes are a promise of their own. A field is written out here with its meaning and never
follows a rename in data/: a record takes a field of the same name by asking for it, so a
rename there stops the build instead of leaking. OpenAPI, the field reference and the CSV
columns are all made from these classes.
"""
