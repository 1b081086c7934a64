"""Stock Rasa 3.6.21 with DIET and its own action server, installed and run as its makers describe."""
