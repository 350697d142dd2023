//! What is learned is what was put in, the same each time, and nothing from chance.
