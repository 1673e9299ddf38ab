"""Who answers for a text: signatures, differences, behaviour, cases. It may use all above."""
