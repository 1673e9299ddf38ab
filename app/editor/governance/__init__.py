"""The editor's pages for checking, signing, history and reviews.

They work on a Workshop and give signals. They may use texts, walkthrough and widgets.
"""
