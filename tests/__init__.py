"""The tests, in rooms that mirror app/; journeys/ drive the real program."""
