"""Word documents (.docx) to pages, by way of mammoth.

`simplify` puts what mammoth passes over in forms that it reads, or notes it; `coverage` compares
the document's own words with the page afterwards. It may use `ooxml`, `limits` and `pages`.
"""
