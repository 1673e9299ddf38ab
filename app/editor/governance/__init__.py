"""The editor's pages for checking, signing, history, reviews, sources and publishing.

They work on a Workshop and give signals. They may use document, texts, walkthrough and widgets.
"""
