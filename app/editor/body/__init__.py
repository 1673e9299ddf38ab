"""The text of a page as it looks, edited: nobody sees the marks of the CommonMark that is kept.

`formats` says how blocks and words look, `paper` writes them into a Qt document and reads them from
it, `body_view` shows it, and `body_box` is what one types in. Which words a text holds then is
`content/body`'s to say.
"""
