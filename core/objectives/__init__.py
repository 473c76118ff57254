"""What was promised of a metric, how far it has come, and a before and after that can be published."""
