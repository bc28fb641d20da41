"""Text of YAML or JSON -> plain values that still know their text and their place. Bounded before anything is built."""
