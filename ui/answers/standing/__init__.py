"""Where people stand: the worker side of its panel and pages."""
