"""The peers: each answers the path flow from interactions as they come, and from the layout that suits it best."""
