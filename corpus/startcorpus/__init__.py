"""Short Dutch pieces in our own words about the 4th VNG Denktank, written from public facts."""
