"""Which offers meet which needs: sets with the right offers, and the figures on them."""
