"""What is measured beside us: each peer in a folder of its own, with packages of its own."""
