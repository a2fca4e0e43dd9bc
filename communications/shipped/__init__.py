"""Groups and templates that come with the application, so that the first incident can be told at once."""
