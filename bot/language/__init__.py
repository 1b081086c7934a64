"""Understanding: from what a shopper types to language, entities, intent and mood."""
