"""What is said of a text: its status, what it lacks, how it differs, when something was done.

Plain values and sentences, without Qt and without a library. It uses nothing else of the editor.
"""
