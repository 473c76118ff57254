"""What switching channels costs: raw, adjusted, by switch and by channel, and what fewer switches would save."""
