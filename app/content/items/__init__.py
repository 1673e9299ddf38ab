"""An item (topic, term, contact, walkthrough) as a value: its fields, rows and signatures.

`fields` names what an item has, `write` puts it into a database, `signatures` and `approved` say
which version families see. It may use database only.
"""
