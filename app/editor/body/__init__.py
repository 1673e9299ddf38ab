"""The text of a page as it looks, edited: nobody sees the marks of the CommonMark that is kept.

`formats` says how blocks and words look. `paper` knows which blocks a Qt document shows, with
`qt_blocks` for each and `drawing` to put them there. `editing` changes blocks, `table_editing` and
`run_editing` what is within them. `body_view` shows it all, and `body_box` is what one types in.
Which words a text holds then is `content/body`'s to say.
"""
