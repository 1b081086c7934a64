"""The demo shop: server-rendered shelves, product pages, a basket in a cookie, and drawings of our own."""
