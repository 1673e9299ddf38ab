"""What staff print, sign and file: sign-off sheets, drafts, reviews, the evidence of an audit."""
