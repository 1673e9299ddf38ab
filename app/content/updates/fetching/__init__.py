"""Looking for editions and fetching one, with nothing taken on trust: for the checking process.

`fetch` does it for a folder or a stick as it is. Where editions are signed, `signed_fetch` does, by
way of `signed_list` (what a source may say), `transport` (how its files come) and `receiving` (one
edition, whole or by its `delta`). `layout` names the files, for those who sign them too.
"""
