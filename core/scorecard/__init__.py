"""How service stands: each governed metric by period, whether it moved beyond noise, what changed, what conflicts."""
