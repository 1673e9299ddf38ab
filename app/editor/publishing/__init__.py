"""The editor's page that publishes, and the dialogs for the keys that an edition is signed with.

They work on a Workshop and give signals. They may use texts and widgets.
"""
