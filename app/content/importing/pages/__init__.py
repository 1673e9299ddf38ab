"""A page of a document or the clipboard: .docx, HTML, Office's HTML and Markdown become CommonMark.

Each reader gives blocks; `to_commonmark` writes them, and
`import_warnings` says what could not be kept. Nothing is written to a library.
"""
