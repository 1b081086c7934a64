"""How events become touchpoints, touchpoints become cycles, and cycles become counts: pure, whatever the arrival."""
